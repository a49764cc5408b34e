import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConformanceCase } from '../../client-suite/scenarios/case.js';
import type { Block } from '../../client-suite/scenarios/corners/dimensions.js';
import { plainCase, scenario } from '../../client-suite/scenarios/scenario.js';
import {
  broken,
  KEPT,
  nothingSeen,
  requirement,
  runWithoutService,
  sized,
  sizeOf,
  testbedOf,
} from '../../client-suite/testing/without-service.js';
import type { ClientOutcome } from '../../drivers/client-under-test.js';

const LATE: ClientOutcome = { kind: 'timed-out', afterMs: 5 };

/** A testbed on which each upload ends like this. */
const ending = (said: ClientOutcome) =>
  testbedOf({
    run: async (_client, testCase) => ({ ...nothingSeen(testCase), uploads: [{ file: 0, said }] }),
  });

const always = requirement('X-1', () => broken('failed'), { scenario: () => sized(fc.nat(1_000_000)) });

describe('a requirement is looked at no further', () => {
  test('once three of its cases broke it', async () => {
    const report = await runWithoutService([always], { runs: 50 });
    expect(report.requirements[0]).toMatchObject({ runs: 3, broken: 3 });
  });

  test('once a case broke it that took as long as the client waits', async () => {
    const report = await runWithoutService([always], { runs: 50, openTestbed: ending(LATE), confirm: false });
    expect(report.requirements[0]).toMatchObject({ runs: 1, broken: 1 });
  });
});

test('the report tells after how many cases of all a requirement was broken', async () => {
  let runs = 0;
  const fifth = requirement('X-1', () => (++runs === 5 ? broken('failed') : KEPT));
  const { requirements } = await runWithoutService([fifth, requirement('X-2', () => KEPT)], {
    ...{ runs: 10, jobs: 1, confirm: false },
  });
  expect(requirements.map(({ brokenAfter }) => brokenAfter)).toEqual([5, undefined]);
});

describe('of a client that crashes, a case that another one was under way with', () => {
  const crashed: ClientOutcome = { kind: 'crashed', how: 'It ended with exit code 1.' };
  const OK: ClientOutcome = { kind: 'ok', result: {} };
  const isBad = ({ files }: ConformanceCase): boolean => files[0]?.name === 'bad.bin';
  const notCrashed = (id: string, name: string) =>
    requirement(id, (_, { uploads }) => (uploads[0]?.said.kind === 'crashed' ? broken('crashed') : KEPT), {
      appliesTo: ({ case: { files } }) => files[0]?.name === name,
      scenario: () => scenario({ files: fc.nat(1_000).map((size) => [{ name, size, seed: 0 }]) }),
    });
  /** A bad file ends the client, and with it all cases that run at the same time. */
  const openTestbed = () => {
    let crashes = 0;
    return testbedOf({
      run: async (_client, testCase) => {
        const before = crashes;
        if (isBad(testCase)) crashes++;
        await new Promise((resolve) => setTimeout(resolve, 2));
        const said: ClientOutcome = crashes > before ? crashed : OK;
        return { ...nothingSeen(testCase), uploads: [{ file: 0, said }] };
      },
    });
  };

  test('is judged by what it does alone', async () => {
    const requirements = [notCrashed('X-1', 'good.bin'), notCrashed('X-2', 'bad.bin')];
    const report = await runWithoutService(requirements, {
      openTestbed: openTestbed(),
      runs: 5,
      confirm: false,
    });
    expect(report.requirements.map(({ status }) => status)).toEqual(['kept', 'broken']);
    expect(report.requirements[0]?.broken).toBe(0);
    expect(report.troubles).toEqual([]);
  });

  test('is reported when no case alone shows the cause', async () => {
    let underWay = 0;
    const openTestbed = testbedOf({
      run: async (_client, testCase) => {
        const isShared = ++underWay > 1;
        await new Promise((resolve) => setTimeout(resolve, 2));
        underWay--;
        return { ...nothingSeen(testCase), uploads: [{ file: 0, said: isShared ? crashed : OK }] };
      },
    });
    const requirements = [notCrashed('X-1', 'good.bin'), notCrashed('X-2', 'bad.bin')];
    const report = await runWithoutService(requirements, { openTestbed, runs: 5, confirm: false });
    expect(report).toMatchObject({ verdict: 'not-conforming', troubles: [{ blame: 'client' }] });
    expect(report.requirements.map(({ status }) => status)).toEqual(['kept', 'kept']);
    expect(report.troubles[0]?.message).toMatch(/^The client crashed in \d+ cases while others /);
  });
});

describe('cases of corners', () => {
  /** So many sizes, each in one case. */
  const sizes = (count: number): Block => ({
    name: 'sizes',
    dimensions: [
      {
        name: 'size',
        corners: Array.from({ length: count }, (_, size) => ({ value: size, why: 'a size' })),
        each: 1,
        put: (testCase, size) => ({ ...testCase, files: [{ name: 'a.bin', size, seed: 0 }] }),
      },
    ],
  });
  const meeting = requirement('X-2', (size) => (size === 17 ? broken('failed at 17') : KEPT), {
    meetsCorners: true,
    scenario: () => fc.constant(plainCase('jax3')),
  });

  test('are all run, each is judged, and the report counts them', async () => {
    const report = await runWithoutService([meeting], { corners: [sizes(40)], runs: 1 });
    expect(report.corners).toEqual({ met: 40, of: 40 });
    expect(report.requirements[0]).toMatchObject({ status: 'broken', broken: 1, exercised: report.cases });
    expect(report.requirements[0]?.counterexample?.did).toBe('failed at 17');
  });

  test.each([
    ['a quick run', { quick: true }],
    ['a replay', { runs: 0 }],
    ['a run of requirements that meet none', { only: ['X-1'] }],
  ])('are left out of %s', async (_what, options) => {
    const report = await runWithoutService([meeting, always], { corners: [sizes(40)], runs: 1, ...options });
    expect(report.corners).toBeUndefined();
  });

  test('of which three took as long as the client waits are left, as many as are run in one go', async () => {
    const report = await runWithoutService([meeting], {
      ...{ corners: [sizes(15)], runs: 1, openTestbed: ending(LATE), confirm: false },
    });
    expect(report.corners).toEqual({ met: 3, of: 15 });
  });

  test('are shared by the shards', async () => {
    const requirements = [meeting, { ...meeting, id: 'X-3' }];
    const met = [1, 2].map(async (index) => {
      const options = { corners: [sizes(16)], runs: 1, shard: { index, count: 2 } };
      return (await runWithoutService(requirements, options)).corners?.met;
    });
    expect(await Promise.all(met)).toEqual([8, 8]);
  });
});

test('a failure comes down to plain values also where its arbitrary cannot', async () => {
  const file = { name: 'odd & even.txt', size: 900, seed: 0 };
  const unusual = { ...plainCase('jax3'), files: [file], folder: 'Docs', login: 'a+b@kit.test' };
  const large = requirement('X-1', (size) => (size >= 7 ? broken(`sent ${size}`) : KEPT), {
    scenario: () => fc.constant(unusual),
  });
  const { requirements } = await runWithoutService([large], { runs: 1 });
  const found = requirements[0]?.counterexample?.case;
  expect(found && sizeOf(found)).toBe(7);
  expect(found).toEqual({ ...plainCase('jax3'), files: [{ name: 'a.bin', size: 7, seed: 0 }] });
});
