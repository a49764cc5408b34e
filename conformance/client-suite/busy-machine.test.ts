import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { ClientOutcome } from '../drivers/client-under-test.js';
import type { Verdict } from '../engine/requirement.js';
import {
  isLate,
  isStarved,
  type Lateness,
  longestWait,
  PUNCTUAL,
  watchLateness,
} from '../engine/time/lateness.js';
import { judgeSuccess } from './reading/claims.js';
import type { ClientRequirement, Observation } from './requirement.js';
import {
  broken,
  KEPT,
  nothingSeen,
  requirement,
  runWithoutService,
  sized,
  sizeOf,
  testbedOf,
  tooLarge,
} from './testing/without-service.js';

const OK: ClientOutcome = { kind: 'ok', result: {} };
const GAVE_UP: ClientOutcome = { kind: 'error', error: { kind: 'timeout', message: 'no answer' } };
const LATE: ClientOutcome = { kind: 'timed-out', afterMs: 10_000 };

const slow: Lateness = { ...PUNCTUAL, waited: 3_000 };
const STOOD_STILL: Lateness = { ...slow, worst: 900, worstStolen: 900 };
const CROWDED: Lateness = { ...slow, crowded: 0.95 };
const OWN_WORK: Lateness = { ...slow, worst: 900 };

/** Success is due; the account has what the client claims. */
const succeeds = (over: Partial<ClientRequirement> = {}): ClientRequirement =>
  requirement(
    'X-1',
    (_, observation) => {
      const [upload] = observation.uploads;
      const held = upload?.said.kind === 'ok' ? [heldFile] : [];
      return judgeSuccess(
        { ...observation, digests: ['d'], account: { ...observation.account, files: held } },
        'Do it.',
      );
    },
    over,
  );
const heldFile = { id: '1', name: 'a.bin', parentId: '-1', size: '0', md5: 'd' };

/** A run in which the cases are seen like this, in turn, and all further ones like the last. */
async function runSeeing(
  seen: readonly (readonly [ClientOutcome, Lateness | undefined])[],
  {
    over,
    ...options
  }: { readonly over?: Partial<ClientRequirement>; readonly confirm?: boolean | 'doubtful' } = {},
) {
  let cases = 0;
  const openTestbed = testbedOf({
    run: async (_client, testCase) => {
      const [said, lateness] = seen[Math.min(cases++, seen.length - 1)] ?? [OK, undefined];
      const empty = { ...testCase, files: testCase.files.map((file) => ({ ...file, size: 0 })) };
      return { ...nothingSeen(empty), uploads: [{ file: 0, said }], ...(lateness && { lateness }) };
    },
  });
  const report = await runWithoutService([succeeds({ atMost: 1, ...over })], { openTestbed, ...options });
  return { cases, report, status: report.requirements[0]?.status };
}

const UNDECIDED = {
  verdict: 'undecided',
  troubles: [
    {
      blame: 'harness',
      requirement: 'X-1',
      message: expect.stringMatching(/^Undecided: the machine is busy/),
    },
  ],
};

describe.each([
  ['stood still', STOOD_STILL],
  ['was shared by many', CROWDED],
])('on a machine that %s', (_, busy) => {
  test.each([
    ['gives up', GAVE_UP],
    ['is late', LATE],
  ])('a client that %s whenever it is run is not said to be broken', async (_what, said) => {
    const { report, status, cases } = await runSeeing([[said, busy]]);
    expect(report).toMatchObject(UNDECIDED);
    expect([status, cases]).toEqual(['error', 2]);
  });

  test('a client that does well when it is run again alone keeps it', async () => {
    const { report, status } = await runSeeing([
      [GAVE_UP, busy],
      [OK, PUNCTUAL],
    ]);
    expect([report.verdict, status]).toEqual(['conforming', 'kept']);
  });

  test('neither does one that broke two requirements in that case, of which one explains the other', async () => {
    let cases = 0;
    const openTestbed = testbedOf({
      run: async (_client, testCase) =>
        cases++ === 0
          ? { ...nothingSeen(testCase), uploads: [{ file: 0, said: LATE }], lateness: busy }
          : nothingSeen(testCase),
    });
    const isLate = ({ uploads }: Observation): Verdict =>
      uploads[0]?.said.kind === 'ok' ? KEPT : broken('It was late');
    const cause = requirement('X-1', (_, seen) => isLate(seen));
    const consequence = requirement('X-2', (_, seen) => isLate(seen), { explainedBy: ['X-1'] });
    const report = await runWithoutService([cause, consequence], { openTestbed });
    expect(report.requirements.map(({ status }) => status)).toEqual(['kept', 'kept']);
  });

  test('a client that fails again when the machine is free is broken', async () => {
    const { report } = await runSeeing([
      [GAVE_UP, busy],
      [GAVE_UP, slow],
    ]);
    expect(report).toMatchObject({ verdict: 'not-conforming', troubles: [] });
  });

  test('a replayed case is looked at again, too', async () => {
    const { report } = await runSeeing([[GAVE_UP, busy]], { confirm: 'doubtful' });
    expect(report).toMatchObject(UNDECIDED);
  });

  test('what is below the level that counts decides nothing', async () => {
    const openTestbed = testbedOf({
      run: async (_client, testCase) => ({
        ...nothingSeen(testCase),
        uploads: [{ file: 0, said: GAVE_UP }],
        lateness: busy,
      }),
    });
    const also = requirement('X-2', () => ({ is: 'kept' }));
    const report = await runWithoutService([succeeds({ level: 'should' }), also], { openTestbed });
    expect([report.verdict, report.requirements.map(({ status }) => status)]).toEqual([
      'conforming',
      ['error', 'kept'],
    ]);
  });
});

test('only some of what is in doubt is run again, as each takes its time', async () => {
  let cases = 0;
  const openTestbed = testbedOf({
    run: async (_client, testCase) =>
      cases++ < 20
        ? { ...nothingSeen(testCase), uploads: [{ file: 0, said: GAVE_UP }], lateness: CROWDED }
        : nothingSeen(testCase),
  });
  const isLate = ({ uploads: [upload] }: Observation): Verdict =>
    upload?.said.kind === 'ok' ? KEPT : broken('It gave up');
  // Judged in the cases of the other one, and so in all of them.
  const judging = requirement('X-1', (_, seen) => isLate(seen), { atMost: 1 });
  const other = requirement('X-2', () => KEPT, { scenario: () => sized(fc.nat(1_000_000)) });
  const report = await runWithoutService([judging, other], { openTestbed, runs: 19 });
  expect(report.requirements.map(({ status }) => status)).toEqual(['kept', 'kept']);
  expect(cases).toBeLessThanOrEqual(20 + 6);
});

test('what the kit is late by its own work counts while other cases are beside, and not when the client is alone', async () => {
  const kept = await runSeeing([
    [GAVE_UP, OWN_WORK],
    [OK, PUNCTUAL],
  ]);
  expect(kept.report.verdict).toBe('conforming');
  expect((await runSeeing([[GAVE_UP, OWN_WORK]])).report.verdict).toBe('not-conforming');
});

test('a client that waited less for each answer than every client does has not run out of time', async () => {
  const quick = { ...STOOD_STILL, crowded: 1, waited: 1_900 };
  expect((await runSeeing([[GAVE_UP, quick]])).report.verdict).toBe('not-conforming');
});

test('a false claim is one on any machine', async () => {
  const openTestbed = testbedOf({
    run: async (_client, testCase) => ({ ...nothingSeen(testCase), lateness: STOOD_STILL }),
  });
  expect((await runWithoutService([tooLarge], { openTestbed })).verdict).toBe('not-conforming');
});

test('what is about time is run while nothing else is under way', async () => {
  let underWay = 0;
  const beside = { alone: [0], others: [0] };
  const openTestbed = testbedOf({
    run: async (_client, testCase) => {
      underWay++;
      await sleep(1);
      beside[sizeOf(testCase) > 1000 ? 'alone' : 'others'].push(underWay);
      underWay--;
      return nothingSeen(testCase);
    },
  });
  const keeps = (id: string, over: Partial<ClientRequirement> = {}) =>
    requirement(id, () => ({ is: 'kept' }), over);
  const scenario = () => sized(fc.integer({ min: 1001, max: 2000 }));
  const rules = [
    keeps('X-1', { atMost: 8, alone: true, scenario }),
    keeps('X-2'),
    keeps('X-3'),
    keeps('X-4'),
  ];
  await runWithoutService(rules, { openTestbed });
  expect(beside.alone.length).toBeGreaterThan(2);
  expect(Math.max(...beside.alone)).toBe(1);
  expect(Math.max(...beside.others)).toBeGreaterThan(1);
});

describe('the longest wait', () => {
  const at = (ms: number) => ({ time: new Date(ms).toISOString() });

  test('ends with the next request, or with the client; what lies before the first request is none', () => {
    expect(longestWait([at(9_000)], 9_100)).toBe(100);
    expect(longestWait([at(9_000), at(9_050), at(9_250)], 9_300)).toBe(200);
    expect(longestWait([at(9_000), at(9_050)], 12_000)).toBe(2_950);
  });

  test('is not known of a client that did not call', () => {
    expect(longestWait([], 9_000)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('measuring', () => {
  const busy: ChildProcess[] = [];
  afterEach(() => {
    for (const each of busy.splice(0)) each.kill('SIGKILL');
  });

  test('the work of the kit makes it late, and is not taken for a machine that is suspended', async () => {
    const end = watchLateness();
    const until = performance.now() + 700;
    while (performance.now() < until);
    const { worst, worstStolen } = end();
    expect(worst).toBeGreaterThan(600);
    expect(worstStolen).toBeLessThan(worst);
  });

  test('a process that is stopped for a while notices', async () => {
    const script = `
      const { watchLateness, isStarved } = await import(${JSON.stringify(new URL('../../dist/conformance/engine/time/lateness.js', import.meta.url).href)});
      const end = watchLateness();
      console.log('ready');
      process.stdin.once('data', () => { console.log(isStarved({ ...end(), waited: 3000 })); process.exit(); });
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    busy.push(child);
    const lines = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('ready\n');
    child.kill('SIGSTOP');
    await sleep(1_200);
    child.kill('SIGCONT');
    child.stdin.write('x');
    expect((await lines.next()).value).toBe('true\n');
  });

  const counts = existsSync('/proc/pressure/cpu');
  test.skipIf(!counts)(
    `processors that many programs want are noticed${counts ? '' : ' (skipped: this system does not count who waits)'}`,
    async () => {
      for (let n = 0; n < 4 * availableParallelism(); n++)
        busy.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
      await expect
        .poll(
          async () => {
            const end = watchLateness();
            await sleep(500);
            const { crowded } = end();
            return isStarved({ ...PUNCTUAL, waited: 3_000, crowded });
          },
          { timeout: 60_000 },
        )
        .toBe(true);
    },
  );

  test('isLate says more than isStarved', () => {
    expect([OWN_WORK, STOOD_STILL, CROWDED, slow].map((each) => [isLate(each), isStarved(each)])).toEqual([
      [true, false],
      [true, true],
      [true, true],
      [false, false],
    ]);
  });
});
