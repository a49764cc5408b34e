import fc from 'fast-check';
import { expect, test } from 'vitest';
import { causeOf, causesOf, inOrderOfCauses, isBroken } from '../engine/causes.js';
import { atLeast } from '../engine/requirement.js';
import { factsOf } from './status.js';
import { anyReport } from './testing/report-arbitrary.js';
import { result } from './testing/sample-report.js';

const broken = (id: string, causes: readonly string[] = [], level: 'must' | 'should' | 'may' = 'must') =>
  result(id, { status: 'broken', level, causes });

/** Ids of the causes, each with those of its consequences. */
const shape = (...requirements: readonly ReturnType<typeof broken>[]) =>
  causesOf({ requirements }).map(({ result: { id }, consequences }) => [
    id,
    ...consequences.map((each) => each.id),
  ]);

test('every broken requirement is a cause or a consequence, once, also in circles', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const all = causesOf(report).flatMap(({ result: cause, consequences }) => [cause, ...consequences]);
      expect(all.map(({ id }) => id).sort()).toEqual(
        report.requirements
          .filter(isBroken)
          .map(({ id }) => id)
          .sort(),
      );
      expect(new Set(inOrderOfCauses(report))).toEqual(new Set(report.requirements));
      for (const { result: cause, consequences } of causesOf(report)) {
        expect(causeOf(report, cause)).toBeUndefined();
        for (const each of consequences) expect(causeOf(report, each)).toBe(cause);
      }
    }),
  );
});

test('what follows from another decides nothing, and every cause at a level that decides fails', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      for (const { result: cause, consequences } of causesOf(report)) {
        const decides = cause.status === 'broken' && atLeast(cause.level, report.level);
        expect(factsOf(report, cause).counts).toBe(decides ? 'failed' : 'noted');
        for (const each of consequences) expect(factsOf(report, each).counts).toBe('noted');
      }
    }),
  );
});

test('consequences follow the first cause, through others', () => {
  expect(shape(broken('C', ['B']), broken('B', ['A']), broken('A'), broken('D', ['X']))).toEqual([
    ['A', 'C', 'B'],
    ['D'],
  ]);
});

test('must before should before may, known failures last', () => {
  expect(
    shape(
      broken('A', [], 'may'),
      { ...broken('B'), status: 'known-failure' },
      broken('C', [], 'should'),
      broken('D'),
      broken('E', ['D'], 'should'),
      broken('F', ['D']),
    ),
  ).toEqual([['D', 'F', 'E'], ['C'], ['A'], ['B']]);
});

test('of several causes the weightiest counts, and what is kept explains nothing', () => {
  expect(
    shape(broken('A', [], 'should'), broken('B'), broken('C', ['A', 'B']), broken('D', ['E']), result('E')),
  ).toEqual([['B', 'C'], ['D'], ['A']]);
});

test('a circle has one cause', () => {
  expect(shape(broken('A', ['B']), broken('B', ['C']), broken('C', ['A']))).toHaveLength(1);
  expect(shape(broken('A', ['A']))).toEqual([['A']]);
});
