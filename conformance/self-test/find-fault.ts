import type { Choice } from '../engine/choice.js';
import type { RequirementResult } from '../reports/report.js';
import type { Fault } from './fault.js';

/** How long a fault is looked for. */
export interface FaultRun {
  readonly seed: number;
  /** Cases of the rule that has to find the fault. */
  readonly runs: number;
  /** Cases of each of the others; with 0, they are not run. */
  readonly runsOfOthers: number;
}

/** What became of a fault. */
export interface FaultFound {
  readonly fault: Fault;
  readonly seed: number;
  /** Cases of its own rule that were run when that was broken; undefined when it never was. */
  readonly foundAfter: number | undefined;
  /** Consequences that were seen. */
  readonly consequences: readonly string[];
  /** Other rules that were broken, and how. */
  readonly unexpected: readonly string[];
}

export const isAsForetold = ({ foundAfter, unexpected }: FaultFound): boolean =>
  foundAfter !== undefined && unexpected.length === 0;

/** Puts whoever has the fault through rules. @returns those that are broken */
export type BrokenBy = (runs: number, choice: Choice) => Promise<readonly RequirementResult[]>;

/** What a run is told in which nobody wants to know more of a failure than that there is one. */
export const NO_MORE_THAN_FOUND = { confirm: false, shrinking: { attempts: 0, ms: 0 } } as const;

/** Runs the rule that has to find a fault, then the others. */
export async function findFault(fault: Fault, run: FaultRun, brokenBy: BrokenBy): Promise<FaultFound> {
  const { rule: id, consequences } = fault;
  const [own] = await brokenBy(run.runs, { only: [id] });
  const others = run.runsOfOthers === 0 ? [] : await brokenBy(run.runsOfOthers, { skip: [id] });
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
