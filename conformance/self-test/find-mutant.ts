import type { Choice } from '../engine/index.js';
import type { RequirementResult } from '../reports/index.js';
import type { Mutant } from './mutant.js';

/** How many cases are run to find a mutant. */
export interface MutantRun {
  readonly seed: number;
  /** Cases of the requirement that must find it. */
  readonly runs: number;
  /** Cases of each other requirement; 0 skips them. */
  readonly runsOfOthers: number;
}

/** What became of a mutant. */
export interface MutantResult {
  /** Cases until its requirement was broken; undefined if that was not. */
  readonly foundAfter: number | undefined;
  /** The declared consequences that were broken. */
  readonly consequences: readonly string[];
  /** Other requirements that were broken, and how. */
  readonly unexpected: readonly string[];
}

/** Whether its own requirement found the mutant, and no undeclared one did. */
export const isAsExpected = ({ foundAfter, unexpected }: MutantResult): boolean =>
  foundAfter !== undefined && unexpected.length === 0;

/** Judges the mutant. @returns the requirements that it breaks */
export type BrokenBy = (runs: number, choice: Choice) => Promise<readonly RequirementResult[]>;

/** Settings of a run that only has to find a failure. */
export const NO_MORE_THAN_FOUND = { confirm: false, shrinking: { attempts: 0, ms: 0 } } as const;

/** Runs the requirement that must find a mutant, then the others. */
export async function findMutant(
  { requirement: id, consequences }: Mutant,
  run: MutantRun,
  brokenBy: BrokenBy,
): Promise<MutantResult> {
  const [own] = await brokenBy(run.runs, { only: [id] });
  const others = run.runsOfOthers === 0 ? [] : await brokenBy(run.runsOfOthers, { skip: [id] });
  return {
    foundAfter: own?.runs,
    consequences: others.map((other) => other.id).filter((other) => consequences.includes(other)),
    unexpected: others
      .filter((other) => !consequences.includes(other.id))
      .map((other) => `${other.id}: ${other.counterexample?.did}`),
  };
}
