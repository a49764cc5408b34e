import { describe, expect, test } from 'vitest';
import { AdapterError } from '../drivers/client-under-test.js';
import { unrun } from '../engine/results.js';
import { Troubled } from '../engine/trouble.js';
import { verdictOf } from '../engine/verdict.js';
import type { Status } from '../reports/report.js';
import {
  broken,
  KEPT,
  kept,
  noted,
  nothingSeen,
  requirement,
  runWithoutService,
  silentClient,
  statuses,
  testbedOf,
  tooLarge,
} from './testing/without-service.js';

describe('blame', () => {
  test.each([
    ['adapter', new AdapterError('no process'), 'no process'],
    ['harness', new TypeError('undefined is none'), 'undefined is none'],
  ])('%s', async (blame, error, message) => {
    const openTestbed = testbedOf({ run: () => Promise.reject(error) });
    const report = await runWithoutService([kept], { openTestbed });
    expect(report).toMatchObject({ verdict: 'undecided', requirements: [{ status: 'error' }] });
    expect(report.troubles).toEqual([
      { blame, requirement: 'X-2', message: expect.stringContaining(message) },
    ]);
  });

  test('a judge that fails is the kit’s fault, and is not shrunk', async () => {
    const failing = requirement('X-9', () => {
      throw new RangeError('oops');
    });
    const report = await runWithoutService([failing], {});
    expect(report.troubles).toEqual([
      { blame: 'harness', requirement: 'X-9', message: expect.stringContaining('RangeError: oops') },
    ]);
  });

  test('a fake that fails makes every failure doubtful', async () => {
    const report = await runWithoutService([tooLarge], {
      openTestbed: testbedOf({ failures: () => ['getRoot of a: Error'] }),
    });
    expect(report).toMatchObject({
      verdict: 'undecided',
      troubles: [{ blame: 'fake', message: 'getRoot of a: Error' }],
    });
  });

  test('a self-check that fails ends the run before the client is asked for anything', async () => {
    const cases: number[] = [];
    const openTestbed = testbedOf({
      check: () => Promise.reject(new Troubled('fake', 'not well')),
      run: async (_client, testCase) => noted(cases, testCase),
    });
    const report = await runWithoutService([tooLarge], { openTestbed });
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
    const report = await runWithoutService([kept], { reached: './x' }, {}, client);
    expect(report).toMatchObject({
      verdict: 'undecided',
      subject: { kind: 'client', name: './x' },
      troubles: [{ blame: 'adapter', message: 'not found: ./x' }],
    });
    expect(stopped).toBe(1);
  });

  test('a client that crashes when all is done does not conform', async () => {
    const client = silentClient({}, { crash: () => 'A rejection was not handled' });
    expect(await runWithoutService([kept], {}, {}, client)).toMatchObject({
      verdict: 'not-conforming',
      troubles: [{ blame: 'client', message: 'A rejection was not handled' }],
    });
  });

  test('an adapter that fails again and again is given up', async () => {
    const openTestbed = testbedOf({ run: () => Promise.reject(new AdapterError('gone')) });
    const many = [1, 2, 3, 4, 5].map((n) => requirement(`X-${n}`, () => KEPT));
    const report = await runWithoutService(many, { openTestbed, jobs: 1 });
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
    const openTestbed = testbedOf({
      run: async (_client, testCase) => ({
        ...nothingSeen(testCase),
        uploads: [{ file: 0, said: kind === 'ok' ? { kind, result: {} } : { kind, afterMs: 5 } }],
      }),
    });
    return runWithoutService([requirement('X-1', () => (failures++ === 0 ? broken('failed') : KEPT))], {
      openTestbed,
    });
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

test.each(['server', 'adapter', 'harness'] as const)(
  'trouble of the %s: what was seen to be broken stays so, all else is undecided',
  (blame) => {
    const troubles = [{ blame, message: 'gone' }];
    const verdict = (...all: readonly Status[]) =>
      verdictOf(
        all.map((status) => unrun(kept, status)),
        troubles,
        'must',
      );
    expect([verdict('kept'), verdict('kept', 'broken')]).toEqual(['undecided', 'not-conforming']);
  },
);
