import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared } from '../../../mock-server/index.js';
import type { ClientUnderTest } from '../../drivers/client-under-test.js';
import { plainCase } from '../scenarios/scenario.js';
import { ask, doing } from '../testing/object-client.js';
import { CaseFiles } from './case-files.js';
import { CaseRunner } from './run-case.js';

const files = new CaseFiles();
let fake: FourSharedFake;
let runner: CaseRunner;
beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory' });
  runner = new CaseRunner(fake, { timeoutMs: 60_000, files });
});
afterAll(async () => {
  await files.close();
  await fake.close();
});

const uploadOf = (size: number) => ({
  ...plainCase('jax3'),
  files: [{ name: 'a.bin', size, seed: 3 }],
});

test('the wait of a client does not include the time before its first call', async () => {
  const late = doing((target) => ({
    upload: async () => {
      await sleep(300);
      await ask(target, 'getFreeSpace');
      return {};
    },
  }));
  const started = performance.now();
  const { lateness } = await runner.run(late, uploadOf(1000));
  expect(lateness?.waited).toBeLessThan(performance.now() - started - 290);
});

test('a client has more time for a large file', async () => {
  const given: number[] = [];
  const told: ClientUnderTest = Object.create(doing({}), {
    open: {
      value: async () => ({
        call: async (_operation: string, _args: unknown, ms: number) => {
          given.push(ms);
          return { kind: 'unsupported' };
        },
        close: async () => {},
      }),
    },
  });
  for (const size of [1, 8 << 20]) await runner.run(told, uploadOf(size));
  expect(given[0]).toBe(60_000);
  expect(given[1]).toBeGreaterThanOrEqual(63_999);
});
