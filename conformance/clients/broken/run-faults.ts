import type { ClientUnderTest } from '../../drivers/client-under-test.js';
import type { RequirementResult } from '../../reports/report.js';
import { openCaseStage } from '../../runner/case-stage.js';
import { runConformance } from '../../runner/run-conformance.js';
import type { Stage } from '../../runner/stage.js';
import { brokenClient } from './broken-client.js';
import type { Fault } from './fault.js';

/** For a call of a client, in milliseconds. Most faults are not about being late, and many clients side by side are slow. */
export const PATIENCE_MS = 60_000;

export interface FaultRun {
  /** Where cases are run; it stays open. */
  readonly stage: Stage;
  readonly seed: number;
  /** Cases of the requirement that has to find the fault. */
  readonly runs: number;
  /** Cases of each of the others; with 0, they are not run. */
  readonly runsOfOthers: number;
}

/** What became of a fault. */
export interface FaultFound {
  readonly fault: Fault;
  readonly seed: number;
  /** Cases until its own requirement was broken; undefined when it never was. */
  readonly foundAfter: number | undefined;
  /** Consequences that were seen. */
  readonly consequences: readonly string[];
  /** Other requirements that were broken, and how. */
  readonly unexpected: readonly string[];
}

export const isAsForetold = ({ foundAfter, unexpected }: FaultFound): boolean =>
  foundAfter !== undefined && unexpected.length === 0;

/**
 * Runs the requirement that has to find a fault, then the others.
 * @throws Error when something besides the client went wrong
 */
export async function runFault(fault: Fault, run: FaultRun): Promise<FaultFound> {
  if (fault.patienceMs === undefined) return runFaultOn(run.stage, fault, run);
  const stage = await openCaseStage({ timeoutMs: fault.patienceMs, concurrency: 4 });
  try {
    return await runFaultOn(stage, fault, run);
  } finally {
    await stage.close();
  }
}

async function runFaultOn(stage: Stage, fault: Fault, all: FaultRun): Promise<FaultFound> {
  const run = { ...all, stage };
  const { requirement: id, consequences } = fault;
  const client = await brokenClient(fault);
  const [own] = await brokenBy(client, run, run.runs, { only: [id] });
  const others = run.runsOfOthers === 0 ? [] : await brokenBy(client, run, run.runsOfOthers, { skip: [id] });
  return {
    fault,
    seed: run.seed,
    foundAfter: own?.runs,
    consequences: others.map((other) => other.id).filter((other) => consequences.includes(other)),
    unexpected: others
      .filter((other) => !consequences.includes(other.id))
      .map((other) => `${other.id}: ${other.counterexample?.did}`),
  };
}

/** The requirements that a client breaks. @throws Error when something besides the client went wrong */
export async function brokenBy(
  client: ClientUnderTest,
  { stage, seed }: Pick<FaultRun, 'stage' | 'seed'>,
  runs: number,
  choice: { readonly only?: readonly string[]; readonly skip?: readonly string[] } = {},
): Promise<readonly RequirementResult[]> {
  const report = await runConformance(client, {
    ...choice,
    seed,
    runs,
    // Clients with state of their own must not see two cases at a time.
    jobs: 1,
    confirm: false,
    shrinking: { attempts: 0, ms: 0 },
    openStage: async () => ({ ...stage, close: async () => {} }),
  });
  const [trouble] = report.troubles;
  if (trouble) throw new Error(`${trouble.blame}: ${trouble.message}`);
  return report.requirements.filter(({ status }) => status === 'broken');
}
