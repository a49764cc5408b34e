import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { wholeWorld } from '../../mock-server/testing/whole-world.js';
import { idsOfOneBucket } from './one-bucket.js';
import { LOGIN, PASSWORD } from './samples.js';

// The test counts executed blocks of JavaScript: unlike a time, their number is the same on a busy machine. V8 counts only
// code that it compiles from now on and does not optimise, so the server loads afterwards.
setFlagsFromString('--no-opt');
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const [{ startFourShared }, { IdMap }, { WORK }] = await Promise.all([
  import('../../mock-server/index.js'),
  import('../../mock-server/world/tree/id-map.js'),
  import('./growth.js'),
]);

async function stepsOf(work: () => unknown): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  await work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .flatMap(({ functions }) => functions)
    .flatMap(({ ranges }) => ranges)
    .reduce((steps, { count }) => steps + count, 0);
}

async function stepsAt({ prepare }: (typeof WORK)[number], n: number): Promise<number> {
  const fake = await startFourShared({
    fixture: { accounts: [{ login: LOGIN, password: PASSWORD }] },
    storage: 'memory',
    log: () => {},
  });
  const steps = await stepsOf(prepare(wholeWorld(fake), n));
  await fake.close();
  return steps;
}

test.each(WORK)('the steps of $what grow no faster than n log n', async (work) => {
  const small = await stepsAt(work, 500);
  const large = await stepsAt(work, 4_000);
  expect(large).toBeGreaterThan(4_000);
  // 8 times the size: n log n takes 11 times the steps, a square 64 times.
  expect(large / small).toBeLessThan(12);
});

test('ids that share a hash bucket of V8 take no longer than others', () => {
  const ids = idsOfOneBucket(20_000);
  const timed = (map: { set(id: bigint, value: number): unknown }): number => {
    const begun = performance.now();
    for (const id of ids) map.set(id, 1);
    return performance.now() - begun;
  };
  // A plain Map with these keys takes about 70 times as long.
  expect(timed(new IdMap<number>())).toBeLessThan(timed(new Map<bigint, number>()) / 5);
});
