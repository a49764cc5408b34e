import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClientRunEvents } from './options.js';
import type { ClientRequirement } from './requirement.js';
import {
  broken,
  KEPT,
  kept,
  noted,
  nothingSeen,
  requirement,
  runWithoutService,
  silentClient,
  sizeOf,
  statuses,
  testbedOf,
  tooLarge,
} from './testing/without-service.js';
import { readToken } from './token.js';

describe('cases', () => {
  test('a failure is shrunk to the smallest case with any seed, and its token holds that case', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const report = await runWithoutService([tooLarge, kept], { seed });
      expect(report).toMatchObject({ verdict: 'not-conforming', seed, level: 'must', troubles: [] });
      expect(statuses(report)).toEqual({ 'X-1': 'broken', 'X-2': 'kept' });
      const counterexample = report.requirements[0]?.counterexample;
      expect(counterexample).toMatchObject({ did: 'sent 7 bytes', again: { runs: 1, failed: 1 } });
      const replay = readToken(counterexample?.token ?? '');
      expect(replay).toEqual({ requirement: 'X-1', case: counterexample?.case });
      expect(sizeOf(replay.case)).toBe(7);
    }
  });

  test('are watched to the byte when the smallest failing one is run again, and then alone', async () => {
    const watched: { size: number; bytes: boolean }[] = [];
    const openTestbed = testbedOf({
      run: async (_client, testCase, { bytes = false } = {}) => {
        watched.push({ size: sizeOf(testCase), bytes });
        return nothingSeen(testCase);
      },
    });
    await runWithoutService([tooLarge, kept], { seed: 1, openTestbed });
    expect(watched.filter(({ bytes }) => bytes)).toEqual([{ size: 7, bytes: true }]);
  });

  test('depend on the seed and the requirement alone, not on what else is run', async () => {
    const seen = async (
      requirements: readonly ClientRequirement[],
      seed: number,
    ): Promise<readonly number[]> => {
      const sizes: number[] = [];
      const note: ClientRunEvents = {
        judged: ({ id }, { seen }) => void (id === 'X-2' && sizes.push(sizeOf(seen.case))),
      };
      await runWithoutService(requirements, { seed, runs: 20 }, note);
      return sizes;
    };
    const alone = await seen([kept], 5);
    expect(alone.length).toBeGreaterThan(10);
    expect(await seen([tooLarge, kept], 5)).toEqual(alone);
    expect(await seen([kept], 6)).not.toEqual(alone);
  });

  test('that cannot be distinguished are run once, and none of them is an exercise unless the judge says so', async () => {
    const one = requirement('X-3', () => ({ is: 'not-exercised' }), {
      scenario: () => fc.constant(nothingCase),
    });
    const report = await runWithoutService([one], { runs: 50 });
    expect(report.requirements[0]).toMatchObject({ status: 'not-exercised', runs: 1 });
    expect(report.verdict).toBe('undecided');
  });

  test('shrinking ends after so many attempts, with the smallest case so far', async () => {
    const cases: number[] = [];
    const openTestbed = testbedOf({ run: async (_client, testCase) => noted(cases, testCase) });
    const all = requirement('X-4', (size) => (size >= 7 ? broken('failed') : KEPT), {});
    await runWithoutService([all], { seed: 1, openTestbed, shrinking: { attempts: 3, ms: 60_000 } });
    const runs = (await runWithoutService([all], { seed: 1 })).requirements[0]?.runs ?? 0;
    expect(cases).toHaveLength(runs + 3 + 1);
  });

  test('that failed earlier come first, and are enough to fail', async () => {
    const first = new Map([['X-1', [caseOf(3), caseOf(900)]]]);
    const sizes: number[] = [];
    const report = await runWithoutService(
      [tooLarge],
      { first },
      { judged: (_, { seen }) => void sizes.push(sizeOf(seen.case)) },
    );
    expect(sizes.slice(0, 2)).toEqual([3, 900]);
    expect(report.requirements[0]).toMatchObject({
      status: 'broken',
      counterexample: { did: 'sent 7 bytes' },
    });
    const alone = await runWithoutService([tooLarge], { first, runs: 0 });
    expect(alone.requirements[0]).toMatchObject({
      status: 'broken',
      runs: 2,
      counterexample: { did: 'sent 900 bytes' },
    });
  });
});

const nothingCase = {
  version: 'jax3',
  account: { freeSpace: '1', maxFileSize: '1' },
  firstId: '1',
  folder: null,
  files: [],
  atOnce: false,
  rules: [],
  steps: [],
} as const;

const caseOf = (size: number) => ({ ...nothingCase, files: [{ name: 'a.bin', size, seed: 1 }] });

describe('who is run', () => {
  test('what is left out, not claimed or below the level decides nothing', async () => {
    const requirements = [
      requirement('X-1', () => broken('failed')),
      requirement('X-2', () => broken('failed'), { needs: ['resume'] }),
      requirement('X-3', () => broken('failed'), { level: 'should' }),
      requirement('X-4', () => KEPT),
      requirement('X-5', () => broken('failed'), { needsConcurrency: 5 }),
    ];
    const report = await runWithoutService(requirements, { skip: ['x-1'] });
    expect(report.verdict).toBe('conforming');
    expect(Object.values(statuses(report))).toEqual([
      'skipped',
      'not-claimed',
      'broken',
      'kept',
      'not-claimed',
    ]);
    expect((await runWithoutService(requirements, { skip: ['x-1'], level: 'should' })).verdict).toBe(
      'not-conforming',
    );
  });

  test('each requirement is in exactly one shard', async () => {
    const requirements = ['B-1', 'A-2', 'A-1', 'C-9', 'C-1'].map((id) => requirement(id, () => KEPT));
    const shards = await Promise.all(
      [1, 2, 3].map((index) => runWithoutService(requirements, { shard: { index, count: 3 } })),
    );
    const inShards = shards.map((report) =>
      report.requirements.filter(({ status }) => status === 'kept').map(({ id }) => id),
    );
    expect(inShards.flat().sort()).toEqual(['A-1', 'A-2', 'B-1', 'C-1', 'C-9']);
    expect(inShards[0]).toEqual(
      ['A-1', 'C-1'].toSorted(
        (a, b) => requirements.findIndex(({ id }) => id === a) - requirements.findIndex(({ id }) => id === b),
      ),
    );
  });

  test('a glob that matches nothing is a mistake', async () => {
    await expect(runWithoutService([tooLarge], { only: ['X-11'] })).rejects.toThrow(
      '"X-11" matches the id of no requirement; did you mean X-1?',
    );
  });
});

describe('side by side', () => {
  const crowd = async (concurrency: number, jobs: number, atOnce: boolean): Promise<number> => {
    let now = 0;
    let most = 0;
    const openTestbed = testbedOf({
      run: async (_client, testCase) => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 2));
        now--;
        return nothingSeen(testCase);
      },
    });
    const many = [1, 2, 3, 4, 5, 6].map((n) =>
      requirement(`X-${n}`, () => KEPT, {
        scenario: () => fc.nat(100).map((size) => ({ ...caseOf(size), atOnce })),
      }),
    );
    await runWithoutService(many, { openTestbed, jobs }, {}, silentClient({ concurrency }));
    return most;
  };

  test.each([
    ['as many cases as jobs', 8, 3, false, 3],
    ['no more than the client takes', 1, 4, false, 1],
    ['a case of files at once has the client for itself', 4, 4, true, 1],
  ])('%s', async (_what, concurrency, jobs, atOnce, most) => {
    expect(await crowd(concurrency, jobs, atOnce)).toBe(most);
  });
});

describe('time', () => {
  test('what was found before the time limit is kept; the rest was not exercised', async () => {
    const slow = [tooLarge, ...[5, 6, 7, 8].map((n) => requirement(`X-${n}`, () => KEPT))];
    const openTestbed = testbedOf({
      run: async (_client, testCase) => {
        if (sizeOf(testCase) < 7) await new Promise((resolve) => setTimeout(resolve, 30));
        return nothingSeen(testCase);
      },
    });
    const first = new Map([['X-1', [caseOf(7)]]]);
    const report = await runWithoutService(slow, {
      openTestbed,
      first,
      timeLimitMs: 20,
      jobs: 1,
      runs: 1000,
    });
    expect(statuses(report)).toMatchObject({ 'X-1': 'broken', 'X-8': 'not-exercised' });
    expect(report.verdict).toBe('not-conforming');
    expect(report.troubles).toEqual([
      {
        blame: 'harness',
        message: expect.stringMatching(/^The time limit of 20 ms .*X-8\. Raise --time-limit/),
      },
    ]);
  });

  test('nothing is called conforming that was not looked at', async () => {
    expect(await runWithoutService([kept], { timeLimitMs: 0 })).toMatchObject({ verdict: 'undecided' });
  });

  test('a signal ends it, and what was found is kept', async () => {
    const ended = new AbortController();
    const report = await runWithoutService(
      [tooLarge, kept],
      { signal: ended.signal, jobs: 1 },
      { done: () => ended.abort(), judged: ({ id }) => void (id === 'X-1' && ended.abort()) },
    );
    expect(report.troubles[0]?.message).toBe('The run was interrupted before these were reached: X-2.');
  });
});
