import { describe, expect, test } from 'vitest';
import type { RequirementResult } from '../client-suite/report.js';
import {
  broken,
  KEPT,
  kept,
  requirement,
  runWithoutService,
  tooLarge,
} from '../client-suite/testing/without-service.js';
import { unrun } from './results.js';
import { unseenTrouble, verdictOf } from './verdict.js';

const unseen = requirement('X-5', () => ({ is: 'not-exercised' }));

describe('what no case showed', () => {
  test('leaves the verdict undecided, and the report names it and what to do', async () => {
    const report = await runWithoutService([kept, unseen], {});
    expect(report.verdict).toBe('undecided');
    expect(report.troubles).toEqual([
      {
        blame: 'harness',
        message:
          'No case showed whether X-5 is kept. Raise --runs, or leave out with --skip what does not apply.',
      },
    ]);
  });

  test('decides nothing when it is left out, not claimed, or below the level', async () => {
    const unclaimed = requirement('X-6', () => ({ is: 'not-exercised' }), { needs: ['resume'] });
    const below = requirement('X-7', () => ({ is: 'not-exercised' }), { level: 'should' });
    const all = [kept, unseen, unclaimed, below];
    expect(await runWithoutService(all, { skip: ['X-5'] })).toMatchObject({
      verdict: 'conforming',
      troubles: [],
    });
    expect(await runWithoutService(all, { skip: ['X-5'], level: 'should' })).toMatchObject({
      verdict: 'undecided',
      troubles: [{ message: expect.stringContaining('X-7 is kept') }],
    });
  });

  test('hides nothing that is broken', async () => {
    // More cases would not help a client that is broken before it comes to that.
    expect(await runWithoutService([tooLarge, unseen], {})).toMatchObject({
      verdict: 'not-conforming',
      troubles: [],
    });
  });

  test('several are named together', () => {
    const results = ['X-1', 'X-2'].map((id) =>
      unrun(
        requirement(id, () => KEPT),
        'not-exercised',
      ),
    );
    expect(unseenTrouble(results, 'must')[0]?.message).toMatch(
      /^No case showed whether these are kept: X-1, X-2\./,
    );
    expect(unseenTrouble([], 'must')).toEqual([]);
  });

  test('a replayed case may show nothing, and needs no advice', async () => {
    const first = new Map([['X-5', []]]);
    expect(await runWithoutService([unseen], { first, runs: 0 })).toMatchObject({
      verdict: 'undecided',
      troubles: [],
    });
  });
});

test('what is not asked for is no part of the report', async () => {
  const other = requirement('Y-1', () => broken('failed'));
  const report = await runWithoutService([kept, other, unseen], { only: ['X-2'] });
  expect(report.requirements.map(({ id, status }) => [id, status])).toEqual([['X-2', 'kept']]);
  expect(report.verdict).toBe('conforming');
});

describe('a breach that follows from another', () => {
  const failed = (id: string, rest: Partial<RequirementResult>): RequirementResult => ({
    ...unrun(kept, 'broken'),
    id,
    ...rest,
  });
  const verdict = (...results: readonly RequirementResult[]) => verdictOf(results, [], 'must');

  test('decides nothing; its cause does', () => {
    const consequence = failed('B', { causes: ['A'] });
    expect(verdict(failed('A', {}), consequence)).toBe('not-conforming');
    expect(verdict(failed('A', { status: 'known-failure' }), consequence)).toBe('conforming');
  });

  test('decides when its cause is not broken itself', () => {
    expect(verdict(unrun({ ...kept, id: 'A' }, 'kept'), failed('B', { causes: ['A'] }))).toBe(
      'not-conforming',
    );
  });
});
