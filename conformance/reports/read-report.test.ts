import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReport } from '../client-suite/report.js';
import { jsonReport } from './formats.js';
import { ReportError } from './read-report.js';
import { anyReport } from './testing/report-arbitrary.js';
import { RESULTS, sampleReport } from './testing/sample-report.js';

test('any report is read as it was written, with keys that this version does not know', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const json = JSON.parse(JSON.stringify({ ...report, later: { more: 1 } }));
      expect(jsonReport(readReport(jsonReport(json), 'r.json'))).toBe(jsonReport(json));
    }),
  );
});

const problem = (json: unknown): string => {
  try {
    readReport(typeof json === 'string' ? json : JSON.stringify(json), 'r.json');
  } catch (error) {
    expect(error).toBeInstanceOf(ReportError);
    return (error as ReportError).message;
  }
  return '';
};

const FROM =
  'Reports are read from the JSON that `4shared-testkit conformance` and `conformance-server` write.';

describe('an invalid report is refused with the place of the mistake', () => {
  const [first, second] = RESULTS;
  test.each([
    ['an empty file', ' \n', `r.json is empty. ${FROM}`],
    [
      'a foreign file',
      { version: 5 },
      `r.json is no conformance report: its format is not "4shared-testkit conformance report". ${FROM}`,
    ],
    [
      'a list',
      [],
      `r.json is no conformance report: its format is not "4shared-testkit conformance report". ${FROM}`,
    ],
    [
      'a newer version',
      { ...sampleReport(), version: 6, kit: '3.0.0' },
      'r.json is a report of version 6, by 4shared-testkit 3.0.0; this 4shared-testkit reads version 5. Use a newer one.',
    ],
    [
      'an older version, which knows clients only',
      { ...sampleReport(), version: 2, kit: '0.1.0' },
      'r.json is a report of version 2, by 4shared-testkit 0.1.0; this 4shared-testkit reads version 5. Run the client again.',
    ],
    ['a version that is none', { ...sampleReport(), version: 'x' }, 'r.json: version must be 5, but is "x"'],
    [
      'a missing key',
      { ...sampleReport(), subject: undefined },
      'r.json cannot be read as a report:\n  subject is missing',
    ],
    [
      'a subject that is neither client nor server',
      { ...sampleReport(), subject: { kind: 'proxy', name: 'x' } },
      'r.json cannot be read as a report:\n  subject.kind must be a table with a kind: client or server',
    ],
    [
      'wrong values deep inside',
      { ...sampleReport(), requirements: [first, { ...second, status: 'fine', runs: -1 }] },
      'r.json cannot be read as a report:\n' +
        '  requirements[1].status must be one of broken, unexpectedly-kept, error, known-failure, kept, not-exercised, not-claimed, skipped\n' +
        '  requirements[1].runs must be a whole number from 0 on',
    ],
    [
      'a journal entry of no kind',
      {
        ...sampleReport(),
        requirements: [
          { ...second, counterexample: { ...second?.counterexample, journal: [{ kind: 'x' }] } },
        ],
      },
      'r.json cannot be read as a report:\n  requirements[0].counterexample.journal[0].kind must be a table with a kind: call, part or download',
    ],
    [
      'one id twice',
      { ...sampleReport(), requirements: [first, first] },
      'r.json cannot be read as a report:\n  requirements has two requirements of the same id',
    ],
    [
      'many mistakes',
      { ...sampleReport(), troubles: Array.from({ length: 7 }, () => 1) },
      `r.json cannot be read as a report:\n${[0, 1, 2, 3, 4].map((i) => `  troubles[${i}] must be a table of keys and values\n`).join('')}  and 2 more`,
    ],
  ])('%s', (_, json, message) => {
    expect(problem(json)).toBe(message);
  });

  test('text that is no JSON', () => {
    expect(problem('{"format": \u001b[31m')).toMatch(
      /^r\.json is not JSON: .+\. Reports are read from the JSON/,
    );
    expect(problem('{"format": \u001b[31m')).not.toContain('\u001b');
  });

  test('a byte order mark is no mistake', () => {
    expect(problem(`\ufeff${jsonReport(sampleReport())}`)).toBe('');
  });
});
