import { type FourSharedFake, type StartOptions, startFourShared } from '../../../mock-server/index.js';
import { CaseFiles } from './case-files.js';
import { CaseRunner } from './run-case.js';
import { checkSelf } from './self-check.js';
import type { Testbed, TestbedOptions } from './testbed.js';
import { tryOut } from './try-out.js';

/** A fake for the cases of one run. */
export interface OwnFake {
  readonly fake: FourSharedFake;
  /** What it failed at so far. */
  readonly failures: readonly string[];
}

/** Starts a fake for cases. */
export async function startOwnFake(options: Pick<StartOptions, 'caFolder'> = {}): Promise<OwnFake> {
  const failures: string[] = [];
  const fake = await startFourShared({
    ...options,
    storage: 'memory',
    log: ({ what, account, failure }) => {
      if (failure !== undefined) failures.push(`${what} of ${account ?? 'no account'}: ${textOf(failure)}`);
    },
  });
  return { fake, failures };
}

/** What differs from a run at the usual addresses, with the usual assumptions. */
export type Setting = Pick<ConstructorParameters<typeof CaseRunner>[1], 'lanes' | 'assume'>;

/** Runs cases on a fake of the kit's own. */
export const openTestbed = async (options: TestbedOptions): Promise<Testbed> =>
  testbedOf(await startOwnFake(), options);

/** Runs cases on this fake, and closes it at the end. */
export function testbedOf(
  { fake, failures }: OwnFake,
  { timeoutMs, concurrency, service }: TestbedOptions,
  setting: Setting = {},
): Testbed {
  const files = new CaseFiles();
  const runner = new CaseRunner(fake, { timeoutMs, files, concurrency, ...setting });
  // The client of the check uses the address that it gets, and counts on the usual assumptions.
  const checker = new CaseRunner(fake, { timeoutMs, files });
  return {
    check: () => checkSelf((client, testCase) => checker.run(client, testCase), service),
    tryOut: (client) =>
      tryOut(
        client,
        service ?? 'jax3',
        (testCase) => runner.run(client, testCase),
        setting.lanes && { ...CONSTANT, advice: setting.lanes.advice },
      ),
    run: (client, testCase, watch) => runner.run(client, testCase, watch),
    failures: () => failures,
    close: async () => {
      await fake.close();
      await files.close();
    },
  };
}

const CONSTANT = { missed: 'no request for a host of the service came to the fake' };

const textOf = (failure: unknown): string =>
  failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
