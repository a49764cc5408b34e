import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report } from '../../client-suite/report.js';
import { terminalReport } from '../../client-suite/report.js';
import { causesOf } from '../../engine/causes.js';
import { PLAIN } from '../paper.js';
import { anyReport } from '../testing/report-arbitrary.js';
import { CONFORMING, LOST_PART, result, sampleReport } from '../testing/sample-report.js';
import { widthOf } from './text-width.js';
import { oneLine } from './visible-text.js';
import { examplesOf, replayTexts } from './wording.js';

const LONGEST_ID = 20;

const OWN_STYLES = new RegExp(`${'\u001b'}\\[(?:1|2|22|31|32|33|39)m`, 'g');

test('no text of a report reaches the terminal as a command, and lines fit', () => {
  fc.assert(
    fc.property(anyReport, fc.integer({ min: 80, max: 200 }), fc.boolean(), (report, columns, colour) => {
      const requirements = report.requirements.filter(({ id }) => widthOf(oneLine(id)) <= LONGEST_ID);
      const text = terminalReport({ ...report, requirements }, { colour, columns });
      const plain = colour ? text.replace(OWN_STYLES, '') : text;
      expect(plain).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}\p{Cs}]/u);
      const replays = causesOf({ requirements })
        .flatMap((cause) => examplesOf(cause.result))
        .flatMap((example) => replayTexts(report, example))
        .map((line) => `  ${oneLine(line)}`);
      const lines = plain.split('\n').filter((line) => !replays.includes(line));
      for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
      for (const line of replays) expect(plain).toContain(`\n${line}`);
    }),
  );
});

test('a conforming client in a log', () => {
  const [first, second] = CONFORMING.requirements;
  const report = { ...CONFORMING, requirements: [first, second].flatMap((one) => one ?? []) };
  expect(
    terminalReport(report, PLAIN),
  ).toBe(`kept               UP-01  must    Checks the free space before anything is sent. (exercised in 10 cases)
kept               UP-02  must    Checks the largest size of a file before anything is sent. (exercised in 10 cases)

reference 1.0.0, reached by in process
2 kept; 20 cases in 41.3 s, seed -1234567
  Kept: 2 of 2 requirements
  Cases: 20
conforming
`);
});

test('a failure: its story, both sentences, the case, the notes and the token', () => {
  const requirements = [
    result('UP-19', {
      title: 'Sends a failed part again.',
      status: 'broken',
      broken: 3,
      counterexample: LOST_PART,
    }),
  ];
  const text = terminalReport(sampleReport({ requirements }), { colour: false, columns: 60 });
  expect(
    text.slice(0, text.indexOf('--replay')),
  ).toBe(`not conforming: 1 finding (1 cause, 0 consequences); 1 of 1
                decides the verdict

UP-19  Sends a failed part again. (broken, must, exercised
       in 10 cases, broken in 3)

   1. The account has 1,048,576 bytes free and takes files
      of up to 524,288 bytes.
   2. The client was asked to upload "naïve 報告.bin" of
      131,072 bytes to the root.
   3. The service reserved the file as 9007199254740993 and
      took the first part, bytes 0 to 65,535.
   4. The connection of the second part was reset after
      1,000 bytes.
   5. The client finished the file and reported ok.

  did: The client reported that the upload succeeded,
       although the second part never arrived whole.
  should: It should have sent bytes 65,536 to 131,071 again,
          or have reported the upload as failed.
  outcome: upload of "naïve 報告.bin": ok
           {"fileId":"9007199254740993"}
  service: jax3, ids from 9007199254740993 on
  account: 1048576 bytes free, files of up to 524288 bytes
  files: "naïve 報告.bin", 131072 bytes of seed 42
  folder: the root
  rules: {"on":{"kind":"part","nth":2},"do":[{"act":"reset",
         "afterBytes":"1000"}],"times":1}
  What the client printed:
    WARN  http: socket hang up (ECONNRESET)
    INFO  upload: finished in 41 ms

  npx 4shared-testkit conformance `);
});

test('colours only when asked for', () => {
  expect(terminalReport(sampleReport(), { colour: true, columns: 80 })).toContain('\u001b[31mbroken');
  expect(terminalReport(sampleReport(), PLAIN)).not.toContain('\u001b');
});

test('the versions of the service are named where they are known', () => {
  const last = (services?: Report['services']) =>
    terminalReport({ ...CONFORMING, services }, PLAIN)
      .split('\n')
      .find((line) => line.startsWith('reference'));
  expect(last()).toBe('reference 1.0.0, reached by in process');
  expect(last([])).toBe('reference 1.0.0, reached by in process');
  expect(last(['jax2'])).toBe('reference 1.0.0, reached by in process, at jax2');
  expect(last(['jax2', 'jax3'])).toBe('reference 1.0.0, reached by in process, at jax2 and jax3');
});

test('causes first, with what follows from them in a line each, and what the verdict rests on', () => {
  const text = terminalReport(sampleReport(), PLAIN);
  expect(text.slice(0, text.indexOf('\n'))).toBe(
    'not conforming: 5 findings (3 causes, 1 consequence, 1 unexpectedly kept); 3 of 5 decide the verdict',
  );
  const heads = text.split('\n').filter((line) => /^[A-Z]{2}-\d\d {2}/.test(line));
  expect(heads.map((line) => line.slice(0, 5))).toEqual(['UP-02', 'UP-19', 'UP-13']);
  expect(text).toContain('\n  Another reason (2 of 2)\n');
  expect(text).toContain(
    '\n  1 consequence:\n    UP-20  Says of no file that it is there before it is. (as UP-19 is, in 3 of 30 cases)\n',
  );
  expect(text.slice(text.indexOf('\nacme-upload'))).toBe(`
acme-upload 2.1.3, reached by php bin/adapter.php --verbose
3 broken, 1 unexpectedly kept, 1 not judged, 1 known failure, 2 kept, 1 not exercised, 1 not claimed, 1 skipped; 612 cases in 41.3 s, seed -1234567
  Kept: 2 of 11 requirements
  Cases: 612
  Corner values: 130 of 131 met
  Behaviour: sends parts of 64 KiB, one after the other, tries three times
  Not claimed: list, createFolder, download, delete, space (LS-01)
  Not exercised: RS-02 (no case was run for it)
  Left out: RS-03
5 findings (3 causes, 1 consequence, 1 unexpectedly kept); 3 of 5 decide the verdict
not conforming
`);
});

test('what decides is red, other findings are yellow', () => {
  const text = terminalReport(
    sampleReport({
      requirements: [
        result('UP-01', { status: 'broken', level: 'should' }),
        result('UP-02', { status: 'broken' }),
        result('UP-03', { status: 'broken', causes: ['UP-02'] }),
      ],
    }),
    { colour: true, columns: undefined },
  );
  const word = 'broken'.padEnd(17);
  const lines = text.split('\n').filter((line) => line.includes(word));
  expect(lines.map((line) => line.slice(0, 5))).toEqual(['\u001b[33m', '\u001b[31m', '\u001b[33m']);
});

test('a replay is one line that can be copied, at any width', () => {
  const text = terminalReport(sampleReport(), { colour: false, columns: 60 });
  expect(text).toContain(
    `\n  npx 4shared-testkit conformance --replay ${LOST_PART.token} -- php bin/adapter.php --verbose\n`,
  );
});
