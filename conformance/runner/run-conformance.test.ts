import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AdapterError } from '../drivers/client-under-test.js';
import type { Requirement, Witnesses } from '../requirements/requirement.js';
import type { ConformanceCase } from '../scenarios/case.js';
import type { RunEvents, RunOptions } from './options.js';
import { runConformance } from './run-conformance.js';
import { broken, KEPT, nothingSeen, requirement, silentClient, sizeOf, stageOf } from './testing/staged.js';
import { readToken } from './token.js';
import { Troubled } from './trouble.js';

const tooLarge = requirement('X-1', (size) => (size >= 7 ? broken(`sent ${size} bytes`) : KEPT));
const kept = requirement('X-2', () => KEPT);

const run = (
  requirements: readonly Requirement[],
  options: RunOptions = {},
  events: RunEvents = {},
  client = silentClient(),
) => runConformance(client, { requirements, openStage: stageOf(), ...options }, events);

const statuses = (report: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(report.requirements.map(({ id, status }) => [id, status]));

const noted = (sizes: number[], situation: ConformanceCase): Witnesses => {
  sizes.push(sizeOf(situation));
  return nothingSeen(situation);
};

describe('cases', () => {
  test('a failure is shrunk to the smallest case, whatever the seed, and its token holds that case', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const report = await run([tooLarge, kept], { seed });
      expect(report).toMatchObject({ verdict: 'not-conforming', seed, level: 'must', troubles: [] });
      expect(statuses(report)).toEqual({ 'X-1': 'broken', 'X-2': 'kept' });
      const counterexample = report.requirements[0]?.counterexample;
      expect(counterexample).toMatchObject({ did: 'sent 7 bytes', again: { runs: 1, failed: 1 } });
      const replay = readToken(counterexample?.token ?? '');
      expect(replay).toEqual({ requirement: 'X-1', case: counterexample?.case });
      expect(sizeOf(replay.case)).toBe(7);
    }
  });

  test('depend on the seed and the requirement alone, not on what else is run', async () => {
    const seen = async (requirements: readonly Requirement[], seed: number): Promise<readonly number[]> => {
      const sizes: number[] = [];
      const note: RunEvents = {
        judged: ({ id }, { witnesses }) => void (id === 'X-2' && sizes.push(sizeOf(witnesses.case))),
      };
      await run(requirements, { seed, runs: 20 }, note);
      return sizes;
    };
    const alone = await seen([kept], 5);
    expect(alone.length).toBeGreaterThan(10);
    expect(await seen([tooLarge, kept], 5)).toEqual(alone);
    expect(await seen([kept], 6)).not.toEqual(alone);
  });

  test('that cannot be told apart are run once, and none of them is an exercise unless the judge says so', async () => {
    const one = requirement('X-3', () => ({ is: 'not-exercised' }), {
      situations: () => fc.constant(nothingCase),
    });
    const report = await run([one], { runs: 50 });
    expect(report.requirements[0]).toMatchObject({ status: 'not-exercised', runs: 1 });
    expect(report.verdict).toBe('undecided');
  });

  test('shrinking ends after so many attempts, with the smallest case so far', async () => {
    const cases: number[] = [];
    const openStage = stageOf({ run: async (_client, situation) => noted(cases, situation) });
    const all = requirement('X-4', (size) => (size >= 7 ? broken('failed') : KEPT), {});
    await run([all], { seed: 1, openStage, shrinking: { attempts: 3, ms: 60_000 } });
    const runs = (await run([all], { seed: 1 })).requirements[0]?.runs ?? 0;
    expect(cases).toHaveLength(runs + 3 + 1);
  });

  test('that failed earlier come first, and are enough to fail', async () => {
    const first = new Map([['X-1', [caseOf(3), caseOf(900)]]]);
    const sizes: number[] = [];
    const report = await run(
      [tooLarge],
      { first },
      { judged: (_, { witnesses }) => void sizes.push(sizeOf(witnesses.case)) },
    );
    expect(sizes).toEqual([3, 900]);
    expect(report.requirements[0]).toMatchObject({
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
    const report = await run(requirements, { skip: ['x-1'] });
    expect(report.verdict).toBe('conforming');
    expect(Object.values(statuses(report))).toEqual([
      'skipped',
      'not-claimed',
      'broken',
      'kept',
      'not-claimed',
    ]);
    expect((await run(requirements, { skip: ['x-1'], level: 'should' })).verdict).toBe('not-conforming');
  });

  test('each requirement is in exactly one shard', async () => {
    const requirements = ['B-1', 'A-2', 'A-1', 'C-9', 'C-1'].map((id) => requirement(id, () => KEPT));
    const shards = await Promise.all(
      [1, 2, 3].map((index) => run(requirements, { shard: { index, count: 3 } })),
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
    await expect(run([tooLarge], { only: ['X-11'] })).rejects.toThrow(
      '"X-11" matches the id of no requirement; did you mean X-1?',
    );
  });
});

describe('side by side', () => {
  const crowd = async (concurrency: number, jobs: number, atOnce: boolean): Promise<number> => {
    let now = 0;
    let most = 0;
    const openStage = stageOf({
      run: async (_client, situation) => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 2));
        now--;
        return nothingSeen(situation);
      },
    });
    const many = [1, 2, 3, 4, 5, 6].map((n) =>
      requirement(`X-${n}`, () => KEPT, {
        situations: () => fc.nat(100).map((size) => ({ ...caseOf(size), atOnce })),
      }),
    );
    await run(many, { openStage, jobs }, {}, silentClient({ concurrency }));
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
    const openStage = stageOf({
      run: async (_client, situation) => {
        if (sizeOf(situation) < 7) await new Promise((resolve) => setTimeout(resolve, 30));
        return nothingSeen(situation);
      },
    });
    const first = new Map([['X-1', [caseOf(7)]]]);
    const report = await run(slow, { openStage, first, timeLimitMs: 20, jobs: 1, runs: 1000 });
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
    expect(await run([kept], { timeLimitMs: 0 })).toMatchObject({ verdict: 'undecided' });
  });

  test('a signal ends it, and what was found is kept', async () => {
    const ended = new AbortController();
    const report = await run(
      [tooLarge, kept],
      { signal: ended.signal, jobs: 1 },
      { done: () => ended.abort(), judged: ({ id }) => void (id === 'X-1' && ended.abort()) },
    );
    expect(report.troubles[0]?.message).toBe('The run was interrupted before these were reached: X-2.');
  });
});

describe('blame', () => {
  test.each([
    ['adapter', new AdapterError('no process'), 'no process'],
    ['harness', new TypeError('undefined is none'), 'undefined is none'],
  ])('%s', async (blame, error, message) => {
    const openStage = stageOf({ run: () => Promise.reject(error) });
    const report = await run([kept], { openStage });
    expect(report).toMatchObject({ verdict: 'undecided', requirements: [{ status: 'error' }] });
    expect(report.troubles).toEqual([
      { blame, requirement: 'X-2', message: expect.stringContaining(message) },
    ]);
  });

  test('a judge that fails is the kit’s fault, and is not shrunk', async () => {
    const failing = requirement('X-9', () => {
      throw new RangeError('oops');
    });
    const report = await run([failing], {});
    expect(report.troubles).toEqual([
      { blame: 'harness', requirement: 'X-9', message: expect.stringContaining('RangeError: oops') },
    ]);
  });

  test('a fake that fails makes every failure doubtful', async () => {
    const report = await run([tooLarge], { openStage: stageOf({ failures: () => ['getRoot of a: Error'] }) });
    expect(report).toMatchObject({
      verdict: 'undecided',
      troubles: [{ blame: 'fake', message: 'getRoot of a: Error' }],
    });
  });

  test('a self-check that fails ends the run before the client is asked for anything', async () => {
    const cases: number[] = [];
    const openStage = stageOf({
      check: () => Promise.reject(new Troubled('fake', 'not well')),
      run: async (_client, situation) => noted(cases, situation),
    });
    const report = await run([tooLarge], { openStage });
    expect(report).toMatchObject({
      verdict: 'undecided',
      troubles: [{ blame: 'fake', message: 'not well' }],
    });
    expect([cases, statuses(report)]).toEqual([[], { 'X-1': 'not-exercised' }]);
  });

  test('a client that does not start is stopped and reported', async () => {
    let stopped = 0;
    const client = silentClient(
      {},
      { start: () => Promise.reject(new AdapterError('not found: ./x')), stop: async () => void stopped++ },
    );
    const report = await run([kept], { reached: './x' }, {}, client);
    expect(report).toMatchObject({
      verdict: 'undecided',
      client: { name: './x' },
      troubles: [{ blame: 'adapter', message: 'not found: ./x' }],
    });
    expect(stopped).toBe(1);
  });

  test('a client that comes to a bad end when all is done does not conform', async () => {
    const client = silentClient({}, { badEnd: () => 'A rejection was not handled' });
    expect(await run([kept], {}, {}, client)).toMatchObject({
      verdict: 'not-conforming',
      troubles: [{ blame: 'client', message: 'A rejection was not handled' }],
    });
  });

  test('an adapter that fails again and again is given up', async () => {
    const openStage = stageOf({ run: () => Promise.reject(new AdapterError('gone')) });
    const many = [1, 2, 3, 4, 5].map((n) => requirement(`X-${n}`, () => KEPT));
    const report = await run(many, { openStage, jobs: 1 });
    expect(Object.values(statuses(report))).toEqual([
      'error',
      'error',
      'error',
      'not-exercised',
      'not-exercised',
    ]);
  });
});

describe('a failure that does not come back', () => {
  const once = (kind: 'ok' | 'timed-out') => {
    let failures = 0;
    const openStage = stageOf({
      run: async (_client, situation) => ({
        ...nothingSeen(situation),
        uploads: [{ file: 0, said: kind === 'ok' ? { kind, result: {} } : { kind, afterMs: 5 } }],
      }),
    });
    return run([requirement('X-1', () => (failures++ === 0 ? broken('failed') : KEPT))], { openStage });
  };

  test('is a failure: it was seen', async () => {
    const report = await once('ok');
    expect(report.verdict).toBe('not-conforming');
    expect(report.requirements[0]?.counterexample?.again).toEqual({ runs: 3, failed: 0 });
  });

  test('unless the client was only late', async () => {
    expect(await once('timed-out')).toMatchObject({
      verdict: 'undecided',
      troubles: [{ blame: 'harness', requirement: 'X-1' }],
    });
  });
});
