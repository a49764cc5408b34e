import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../client-suite/report.js';
import { htmlMatrix } from '../client-suite/report.js';
import { FORMATS } from '../client-suite/report-formats.js';
import { compareReports } from './diff.js';
import type { FormatName } from './formats.js';
import { diffJson, diffMarkdown, diffTerminal } from './html/diff-text.js';
import { PLAIN } from './paper.js';
import { ComparisonError } from './subject.js';
import { anyClientReport, anyServerReport } from './testing/report-arbitrary.js';
import { CONFORMING, sampleReport } from './testing/sample-report.js';
import { NO_FAULT, sampleServerReport } from './testing/sample-server-report.js';
import { parsePage } from './testing/web-page.js';
import { all } from './testing/xml.js';

const REPORT = sampleServerReport();
const diff = compareReports(sampleServerReport({ requirements: [], verdict: 'conforming' }), REPORT);

const WRITTEN: readonly (readonly [string, string])[] = [
  ...(Object.keys(FORMATS) as FormatName[]).map((name) => [name, FORMATS[name](REPORT)] as const),
  ['matrix', htmlMatrix([REPORT, REPORT])],
  ['diff for terminals', diffTerminal(diff, PLAIN)],
  ['diff as Markdown', diffMarkdown(diff)],
  ['diff as JSON', diffJson(diff)],
];

describe('a report of a server', () => {
  test.each(WRITTEN)('speaks of no client: %s', (_, text) => {
    expect(text).not.toMatch(/client/i);
  });

  test.each<[FormatName, readonly string[]]>([
    ['text', ['trouble in the server: FO-05: The connection was refused.', '  --replay EAAAAAAA-server\n']],
    [
      'markdown',
      ['| What the server did |', '> Trouble in the server: The connection was refused', '--replay EAAA'],
    ],
    [
      'junit',
      ['<property name="server" value="http://127.0.0.1:4040/jax3/DesktopApp jax3"/>', '--replay EAAA'],
    ],
    [
      'tap',
      ['# trouble in the server: The connection', 'evidence: "assumption: names"', 'replay: --replay EAAA'],
    ],
    [
      'html',
      [
        'What the server did',
        '<th scope="col">what was sent</th>',
        'what the response should have been',
        'it is in what the steps come to together.',
        'Nothing was sent at all.',
        '<h3>Replay of the case, the smallest after 2 steps of shrinking</h3>',
        'old wiki: createNewFolder',
        'reference implementation (JAX-WS RI): sequences',
      ],
    ],
  ])('names it: %s', (name, texts) => {
    for (const text of texts) expect(FORMATS[name](REPORT)).toContain(text);
  });

  test('has no empty lists of outcomes and of an absent case', () => {
    expect(FORMATS.tap(REPORT)).toContain(`did: ${NO_FAULT.did}`);
    expect(FORMATS.tap(REPORT)).not.toMatch(/^ *(?:outcome|case):/m);
    const headings = all(parsePage(FORMATS.html(REPORT))).filter(({ name }) => name === 'h3');
    expect(headings.map(({ text }) => text)).not.toContain('Outcomes that the server reported');
  });

  test('has no row of what is claimed, as that of a client has', () => {
    const names = (report: Report) =>
      all(parsePage(FORMATS.html(report)))
        .filter(({ name }) => name === 'dt')
        .map(({ text }) => text);
    expect(names(sampleReport())).toContain('Claims');
    expect(names(REPORT)).not.toContain('Claims');
  });
});

test('a client is not compared with a server', () => {
  const mixed = fc
    .tuple(anyClientReport, anyServerReport, fc.boolean())
    .map(([client, server, turned]) => (turned ? ([server, client] as const) : ([client, server] as const)));
  fc.assert(
    fc.property(mixed, ([before, after]) => {
      expect(() => compareReports(before, after)).toThrow(ComparisonError);
      expect(() => htmlMatrix([before, after])).toThrow(ComparisonError);
      expect(() => htmlMatrix([before, before, after])).toThrow(ComparisonError);
    }),
  );
});

test('the refusal says which is which, and what to compare', () => {
  expect(() => htmlMatrix([CONFORMING, REPORT])).toThrow(
    'A report of a client (reference 1.0.0) and one of a server (http://127.0.0.1:4040/jax3/DesktopApp jax3) cannot be ' +
      'compared: their requirements are not the same. Compare clients with clients, and servers with servers.',
  );
});
