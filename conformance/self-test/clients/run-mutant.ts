import { runConformance } from '../../client-suite/index.js';
import type { RequirementResult } from '../../client-suite/report.js';
import { openTestbed } from '../../client-suite/testbed/open-testbed.js';
import type { Testbed } from '../../client-suite/testbed/testbed.js';
import type { ClientUnderTest } from '../../drivers/index.js';
import { type Choice, isUnseen } from '../../engine/index.js';
import { findMutant, type MutantResult, type MutantRun, NO_MORE_THAN_FOUND } from '../find-mutant.js';
import type { Mutant } from '../mutant.js';
import { mutatedClient } from './mutated-client.js';

/** For a call of a client, in milliseconds. Few mutants are about being late, and many concurrent clients are slow. */
export const TIMEOUT_MS = 60_000;

interface ClientMutantRun extends MutantRun {
  /** Where cases are run; it stays open. */
  readonly testbed: Testbed;
}

/** @throws Error when something besides the client went wrong */
export async function runMutant(mutant: Mutant, run: ClientMutantRun): Promise<MutantResult> {
  if (mutant.timeoutMs === undefined) return runMutantOn(run.testbed, mutant, run);
  const testbed = await openTestbed({ timeoutMs: mutant.timeoutMs, concurrency: 4 });
  try {
    return await runMutantOn(testbed, mutant, run);
  } finally {
    await testbed.close();
  }
}

async function runMutantOn(testbed: Testbed, mutant: Mutant, run: MutantRun): Promise<MutantResult> {
  const client = await mutatedClient(mutant);
  const on = { testbed, seed: run.seed };
  return await findMutant(mutant, run, (runs, choice) => brokenBy(client, on, runs, choice));
}

/** The requirements that a client breaks. @throws Error when something besides the client went wrong */
export async function brokenBy(
  client: ClientUnderTest,
  { testbed, seed }: Pick<ClientMutantRun, 'testbed' | 'seed'>,
  runs: number,
  choice: Choice = {},
): Promise<readonly RequirementResult[]> {
  const report = await runConformance(client, {
    ...choice,
    ...NO_MORE_THAN_FOUND,
    seed,
    runs,
    // Each requirement finds its mutants by its own cases.
    quick: true,
    // A client with state must not see two cases at a time.
    jobs: 1,
    openTestbed: async () => ({ ...testbed, close: async () => {} }),
  });
  const trouble = report.troubles.find((each) => !isUnseen(each));
  if (trouble) throw new Error(`${trouble.blame}: ${trouble.message}`);
  return report.requirements.filter(({ status }) => status === 'broken');
}
