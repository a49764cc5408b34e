import { describe, expect, test } from 'vitest';
import type { ClientOutcome } from '../drivers/client-under-test.js';
import { judgeTimeout } from './reading/claims.js';
import {
  nothingSeen,
  requirement,
  runWithoutService,
  silentClient,
  sizeOf,
  testbedOf,
} from './testing/without-service.js';

// What takes as long as a client waits.

const LATE: ClientOutcome = { kind: 'timed-out', afterMs: 5 };
const GIVES_UP: ClientOutcome = { kind: 'error', error: { kind: 'timeout', message: 'no answer' } };

const waiting = requirement('X-1', (_, observation) => judgeTimeout(observation, 'It stalled'), {
  atMost: 3,
});

/** A run in which a case of so many bytes is met like this; how many cases there were, and what became of the requirement. */
async function runWith(
  seen: (size: number) => { readonly said: ClientOutcome; readonly underWay: number },
  concurrency = 4,
) {
  const cases: number[] = [];
  const openTestbed = testbedOf({
    run: async (_client, testCase) => {
      cases.push(sizeOf(testCase));
      const { said, underWay } = seen(sizeOf(testCase));
      return { ...nothingSeen(testCase), underWay, uploads: [{ file: 0, said }] };
    },
  });
  const report = await runWithoutService(
    [waiting],
    { openTestbed, runs: 50 },
    {},
    silentClient({ concurrency }),
  );
  return { cases, report, result: report.requirements[0] };
}

test('no more cases are tried than the requirement says', async () => {
  const { result } = await runWith(() => ({ said: GIVES_UP, underWay: 1 }));
  expect(result).toMatchObject({ runs: 3 });
});

describe('a client that waits without end', () => {
  test('is to blame, after one case and a second look when it was alone', async () => {
    const { cases, report, result } = await runWith(() => ({ said: LATE, underWay: 1 }));
    expect(report).toMatchObject({ verdict: 'not-conforming', troubles: [] });
    expect(result?.counterexample?.again).toEqual({ runs: 1, failed: 1 });
    expect([cases.length, new Set(cases).size]).toEqual([2, 1]);
  });

  test('is not looked at again when it was alone the first time', async () => {
    const { cases, report, result } = await runWith(() => ({ said: LATE, underWay: 1 }), 1);
    expect(report).toMatchObject({ verdict: 'not-conforming', troubles: [] });
    expect([cases.length, result?.counterexample?.again]).toEqual([1, undefined]);
  });
});

test('a client that was late before it met the silence is tried again, and no verdict is made of it', async () => {
  const { cases, report, result } = await runWith(() => ({ said: LATE, underWay: 0 }));
  expect([cases.length, result?.status, report.verdict]).toEqual([3, 'not-exercised', 'undecided']);
});
