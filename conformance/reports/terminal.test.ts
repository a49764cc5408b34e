import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report } from './report.js';
import { PLAIN, terminalReport } from './terminal.js';
import { anyReport } from './testing/report-arbitrary.js';
import { CONFORMING, LOST_PART, result, sampleReport } from './testing/sample-report.js';
import { widthOf } from './text-width.js';
import { oneLine } from './visible-text.js';
import { replayTexts } from './wording.js';

const LONGEST_ID = 20;

test('no text of a report reaches the terminal as a command, and lines fit', () => {
  fc.assert(
    fc.property(anyReport, fc.integer({ min: 80, max: 200 }), fc.boolean(), (report, columns, colour) => {
      const requirements = report.requirements.filter(({ id }) => widthOf(oneLine(id)) <= LONGEST_ID);
      const text = terminalReport({ ...report, requirements }, { colour, columns });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those of our own.
      const plain = colour ? text.replace(/\u001b\[(?:0|1|2|31|32|33)m/g, '') : text;
      expect(plain).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}\p{Cs}]/u);
      const lines = plain.split('\n').filter((line) => !line.startsWith('  --replay '));
      for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
      for (const { counterexample } of requirements)
        for (const line of counterexample ? replayTexts(counterexample) : [])
          expect(plain).toContain(`\n  ${oneLine(line)}`);
    }),
  );
});

test('a conforming client in a log', () => {
  const [first, second] = CONFORMING.requirements;
  const report = { ...CONFORMING, requirements: [first, second].flatMap((one) => one ?? []) };
  expect(
    terminalReport(report, PLAIN),
  ).toBe(`kept               UP-01  must    Checks the free space before anything is sent.
kept               UP-02  must    Checks the largest size of a file before anything is sent.

reference 1.0.0, reached by in process
2 kept; 20 cases in 41.3 s, seed -1234567
conforming
`);
});

test('a failure: its story, both sentences, the case, the notes and the token', () => {
  const requirements = [
    result('UP-19', { title: 'Sends a failed part again.', status: 'broken', counterexample: LOST_PART }),
  ];
  const text = terminalReport(sampleReport({ requirements }), { colour: false, columns: 60 });
  expect(
    text.slice(0, text.indexOf('--replay')),
  ).toBe(`broken             UP-19  must    Sends a failed part again.

UP-19  Sends a failed part again. (broken)

   1. The account has 1,048,576 bytes free and takes files
      of up to 524,288 bytes.
   2. The client was asked to upload "naïve 報告.bin" of
      131,072 bytes to the root.
   3. The service reserved the file as 9007199254740993 and
      took the first part, bytes 0 to 65,535.
   4. The connection of the second part was reset after
      1,000 bytes.
   5. The client finished the file and said ok.

  did: The client said that the upload succeeded, although
       the second part never arrived whole.
  should: It should have sent bytes 65,536 to 131,071 again,
          or have reported the upload as failed.
  said: upload of "naïve 報告.bin": ok
        {"fileId":"9007199254740993"}
  service: jax3, ids from 9007199254740993 on
  account: 1048576 bytes free, files of up to 524288 bytes
  files: "naïve 報告.bin", 131072 bytes of seed 42
  folder: the root
  rules: {"on":{"kind":"part","nth":2},"do":[{"act":"reset",
         "afterBytes":"1000"}],"times":1}
  notes: WARN  http: socket hang up (ECONNRESET)
         INFO  upload: finished in 41 ms

  `);
});

test('colours only when asked for', () => {
  expect(terminalReport(sampleReport(), { colour: true, columns: 80 })).toContain('\u001b[31mbroken');
  expect(terminalReport(sampleReport(), PLAIN)).not.toContain('\u001b');
});

test('the versions of the service are named where they are known', () => {
  const last = (services?: Report['services']) =>
    terminalReport({ ...CONFORMING, services }, PLAIN)
      .split('\n')
      .at(-4);
  expect(last()).toBe('reference 1.0.0, reached by in process');
  expect(last([])).toBe('reference 1.0.0, reached by in process');
  expect(last(['jax2'])).toBe('reference 1.0.0, reached by in process, at jax2');
  expect(last(['jax2', 'jax3'])).toBe('reference 1.0.0, reached by in process, at jax2 and jax3');
});
