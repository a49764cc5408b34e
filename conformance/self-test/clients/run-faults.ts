import type { RequirementResult } from '../../client-suite/report.js';
import { runConformance } from '../../client-suite/run-conformance.js';
import { openTestbed } from '../../client-suite/testbed/open-testbed.js';
import type { Testbed } from '../../client-suite/testbed/testbed.js';
import type { ClientUnderTest } from '../../drivers/client-under-test.js';
import type { Choice } from '../../engine/choice.js';
import { isUnseen } from '../../engine/verdict.js';
import { type FaultFound, type FaultRun, findFault, NO_MORE_THAN_FOUND } from '../find-fault.js';
import { brokenClient } from './broken-client.js';
import type { ClientFault } from './fault.js';

/** For a call of a client, in milliseconds. Most faults are not about being late, and many clients side by side are slow. */
export const PATIENCE_MS = 60_000;

export interface ClientFaultRun extends FaultRun {
  /** Where cases are run; it stays open. */
  readonly testbed: Testbed;
}

/** @throws Error when something besides the client went wrong */
export async function runFault(fault: ClientFault, run: ClientFaultRun): Promise<FaultFound> {
  if (fault.patienceMs === undefined) return runFaultOn(run.testbed, fault, run);
  const testbed = await openTestbed({ timeoutMs: fault.patienceMs, concurrency: 4 });
  try {
    return await runFaultOn(testbed, fault, run);
  } finally {
    await testbed.close();
  }
}

async function runFaultOn(testbed: Testbed, fault: ClientFault, run: FaultRun): Promise<FaultFound> {
  const client = await brokenClient(fault);
  const on = { testbed, seed: run.seed };
  return await findFault(fault, run, (runs, choice) => brokenBy(client, on, runs, choice));
}

/** The requirements that a client breaks. @throws Error when something besides the client went wrong */
export async function brokenBy(
  client: ClientUnderTest,
  { testbed, seed }: Pick<ClientFaultRun, 'testbed' | 'seed'>,
  runs: number,
  choice: Choice = {},
): Promise<readonly RequirementResult[]> {
  const report = await runConformance(client, {
    ...choice,
    ...NO_MORE_THAN_FOUND,
    seed,
    runs,
    // Each has a fault that its own requirement finds by cases of its own.
    quick: true,
    // Clients with state of their own must not see two cases at a time.
    jobs: 1,
    openTestbed: async () => ({ ...testbed, close: async () => {} }),
  });
  const trouble = report.troubles.find((each) => !isUnseen(each));
  if (trouble) throw new Error(`${trouble.blame}: ${trouble.message}`);
  return report.requirements.filter(({ status }) => status === 'broken');
}
