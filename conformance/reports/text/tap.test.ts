import fc from 'fast-check';
import { type FinalResults, Parser, type Result } from 'tap-parser';
import { expect, test } from 'vitest';
import { FORMATS } from '../../client-suite/report-formats.js';
import { inOrderOfCauses } from '../../engine/causes.js';
import { factsOf, reasonOf } from '../status.js';
import { anyReport } from '../testing/report-arbitrary.js';
import { sampleReport } from '../testing/sample-report.js';
import { oneLine, visible } from './visible-text.js';
import { printedTexts, replayTexts } from './wording.js';

function parse(tap: string): {
  readonly points: Result[];
  readonly final: FinalResults;
  readonly strange: string[];
} {
  const points: Result[] = [];
  const strange: string[] = [];
  let final: FinalResults | undefined;
  const parser = new Parser({ strict: true }, (results) => {
    final = results;
  });
  parser.on('assert', (point) => points.push(point));
  parser.on('extra', (text) => strange.push(text));
  parser.end(tap);
  if (final === undefined) throw new Error('The TAP has no end');
  return { points, final, strange };
}

test('any report is strict TAP: each requirement one point, with its directive and what is known of it', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const { points, final, strange } = parse(FORMATS.tap(report));
      expect(strange).toEqual([]);
      expect(final.failures.filter(({ tapError }) => tapError)).toEqual([]);
      expect(final.bailout).toBe(false);
      expect(points).toHaveLength(report.requirements.length);
      for (const [i, result] of inOrderOfCauses(report).entries()) {
        const { counts } = factsOf(report, result);
        const point = points[i];
        expect(point?.ok).toBe(counts === 'passed' || counts === 'left out');
        expect(point?.skip !== false).toBe(counts === 'left out');
        expect(point?.todo !== false).toBe(counts === 'noted');
        if (!point?.ok && result.counterexample) {
          expect(point?.diag.did).toBe(visible(result.counterexample.did));
          expect(point?.diag.story).toEqual(result.counterexample.story.map(visible));
          for (const { name, text } of printedTexts(result.counterexample))
            expect(point?.diag[name]).toBe(visible(text));
          const [replay] = replayTexts(report, result.counterexample);
          expect(point?.diag.replay).toBe(replay === undefined ? undefined : visible(replay));
          expect(point?.diag.others?.length ?? 0).toBe(result.others?.length ?? 0);
        }
      }
    }),
  );
});

test('the points of a sample', () => {
  const report = sampleReport();
  const { points, final } = parse(FORMATS.tap(report));
  expect(points.map(({ name }) => name)).toEqual(
    inOrderOfCauses(report).map(({ id, title, level }) => oneLine(`${id} ${title} (${level})`)),
  );
  expect(final).toMatchObject({ count: 11, pass: 5, fail: 6, todo: 2, skip: 3 });
  const [known] = report.requirements.filter(({ status }) => status === 'known-failure');
  expect(points[3]?.todo).toBe(known && reasonOf(report, known));
});

test('blanks and line breaks at the end of the last fact stay', () => {
  const sample = sampleReport();
  const should = 'what was seen:\n1..4\t\n\n';
  const report = {
    ...sample,
    requirements: sample.requirements.map((result) => ({
      ...result,
      others: undefined,
      ...(result.counterexample && {
        counterexample: {
          story: [],
          did: '',
          should,
          outcomes: [],
          journal: [],
          seqs: [],
          shrinks: 0,
          notes: '',
        },
      }),
    })),
  };
  const told = parse(FORMATS.tap(report)).points.map(({ diag }) => diag?.should);
  expect(told.filter((text) => text !== undefined)).toContain(visible(should));
});
