import { describe, expect, test } from 'vitest';
import { typescriptClient } from '../clients/typescript/operations.js';
import { inProcessClient } from '../drivers/in-process-client.js';
import { runConformance } from './run-conformance.js';
import type { ConformanceCase } from './scenarios/case.js';
import {
  broken,
  KEPT,
  nothingSeen,
  requirement,
  runWithoutService,
  sizeOf,
  testbedOf,
} from './testing/without-service.js';
import { readToken } from './token.js';

// Which version of the service a client is given.

const tooLarge = requirement('X-1', (size) => (size >= 7 ? broken('sent too much') : KEPT));

/** The versions of the cases of a run. */
async function versions(options: Parameters<typeof runWithoutService>[1]) {
  const seen = new Set<string>();
  const openTestbed = testbedOf({
    run: async (_client, testCase) => {
      seen.add(testCase.version);
      return nothingSeen(testCase);
    },
  });
  const report = await runWithoutService([tooLarge], { ...options, openTestbed });
  return { seen: [...seen], report };
}

describe('the version of the service', () => {
  test('is jax3 unless it is said', async () => {
    const { seen, report } = await versions({});
    expect([seen, report.services]).toEqual([['jax3'], ['jax3']]);
  });

  test('is that of each case, of the report, and of the token', async () => {
    const { seen, report } = await versions({ service: 'jax2' });
    expect([seen, report.services]).toEqual([['jax2'], ['jax2']]);
    const token = report.requirements[0]?.counterexample?.token ?? '';
    expect(readToken(token).case).toMatchObject({ version: 'jax2' });
  });

  test('leaves out cases that failed at another one', async () => {
    const sizes: number[] = [];
    const at = (version: ConformanceCase['version'], size: number): ConformanceCase => {
      const file = { name: 'a.bin', size, seed: 1 };
      return { ...SITUATION, version, files: [file] };
    };
    const openTestbed = testbedOf({
      run: async (_client, testCase) => {
        sizes.push(sizeOf(testCase));
        return nothingSeen(testCase);
      },
    });
    const first = new Map([['X-1', [at('jax3', 1), at('jax2', 2)]]]);
    await runWithoutService([tooLarge], { service: 'jax2', first, runs: 0, openTestbed });
    expect(sizes).toEqual([2]);
  });
});

const SITUATION: Omit<ConformanceCase, 'version' | 'files'> = {
  account: { freeSpace: '100', maxFileSize: '100' },
  firstId: '1',
  folder: null,
  atOnce: false,
  rules: [],
  steps: [],
};

test('the client in TypeScript keeps with jax2 what has to do with the version', async () => {
  const report = await runConformance(inProcessClient(typescriptClient), {
    service: 'jax2',
    level: 'may',
    runs: 2,
    quick: true,
    seed: 3,
    only: ['UP-06', 'UP-12', 'UP-17', 'UP-28', 'UP-38', 'UP-42', 'UP-44', 'UP-45', 'OP-*'],
    timeoutMs: 60_000,
  });
  expect(report).toMatchObject({ verdict: 'conforming', services: ['jax2'] });
  const chosen = report.requirements.filter(({ status }) => status !== 'skipped');
  expect(chosen.map(({ id, status }) => `${id} ${status}`)).toEqual(chosen.map(({ id }) => `${id} kept`));
});
