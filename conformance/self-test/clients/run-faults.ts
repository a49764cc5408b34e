import { openCaseStage } from '../../client-suite/case-stage.js';
import type { Stage } from '../../client-suite/stage.js';
import type { ClientUnderTest } from '../../drivers/client-under-test.js';
import type { Choice } from '../../engine/choice.js';
import { runConformance } from '../../engine/run-conformance.js';
import { isUnseen } from '../../engine/verdict.js';
import type { RequirementResult } from '../../reports/report.js';
import { type FaultFound, type FaultRun, findFault, NO_MORE_THAN_FOUND } from '../find-fault.js';
import { brokenClient } from './broken-client.js';
import type { ClientFault } from './fault.js';

/** For a call of a client, in milliseconds. Most faults are not about being late, and many clients side by side are slow. */
export const PATIENCE_MS = 60_000;

export interface ClientFaultRun extends FaultRun {
  /** Where cases are run; it stays open. */
  readonly stage: Stage;
}

/** @throws Error when something besides the client went wrong */
export async function runFault(fault: ClientFault, run: ClientFaultRun): Promise<FaultFound> {
  if (fault.patienceMs === undefined) return runFaultOn(run.stage, fault, run);
  const stage = await openCaseStage({ timeoutMs: fault.patienceMs, concurrency: 4 });
  try {
    return await runFaultOn(stage, fault, run);
  } finally {
    await stage.close();
  }
}

async function runFaultOn(stage: Stage, fault: ClientFault, run: FaultRun): Promise<FaultFound> {
  const client = await brokenClient(fault);
  const on = { stage, seed: run.seed };
  return await findFault(fault, run, (runs, choice) => brokenBy(client, on, runs, choice));
}

/** The requirements that a client breaks. @throws Error when something besides the client went wrong */
export async function brokenBy(
  client: ClientUnderTest,
  { stage, seed }: Pick<ClientFaultRun, 'stage' | 'seed'>,
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
    openStage: async () => ({ ...stage, close: async () => {} }),
  });
  const trouble = report.troubles.find((each) => !isUnseen(each));
  if (trouble) throw new Error(`${trouble.blame}: ${trouble.message}`);
  return report.requirements.filter(({ status }) => status === 'broken');
}
