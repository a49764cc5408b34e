import { startFourShared } from '../../../mock-server/index.js';
import { CaseFiles } from './case-files.js';
import { CaseRunner } from './run-case.js';
import { checkSelf } from './self-check.js';
import type { Testbed, TestbedOptions } from './testbed.js';
import { tryOut } from './try-out.js';

/** A fake of the kit's own, and what runs cases on it. */
export async function openTestbed({ timeoutMs, concurrency, service }: TestbedOptions): Promise<Testbed> {
  const failures: string[] = [];
  const fake = await startFourShared({
    storage: 'memory',
    log: ({ what, account, failure }) => {
      if (failure !== undefined) failures.push(`${what} of ${account ?? 'no account'}: ${textOf(failure)}`);
    },
  });
  const files = new CaseFiles();
  const runner = new CaseRunner(fake, { timeoutMs, files, concurrency });
  return {
    check: () => checkSelf((client, testCase) => runner.run(client, testCase), service),
    tryOut: (client) => tryOut(client, service ?? 'jax3', (testCase) => runner.run(client, testCase)),
    run: (client, testCase, watch) => runner.run(client, testCase, watch),
    failures: () => failures,
    close: async () => {
      await fake.close();
      await files.close();
    },
  };
}

const textOf = (failure: unknown): string =>
  failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
