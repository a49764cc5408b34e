import { functionLike } from '../option-schemas.js';
import type { FailingExample, RequirementResult } from './findings.js';
import type { Requirement } from './requirement.js';
import type { Failure, Judged } from './search/search.js';
import type { Deadline } from './time/time-limit.js';
import type { Troubled } from './trouble.js';

/** What the cases of a run showed of a requirement. */
export interface Outcome<Case, Observation> {
  /** Cases that were made for the requirement and run, those of shrinking not among them. */
  readonly runs: number;
  /** Cases that showed whether the requirement is kept, for whichever requirement they were made. */
  readonly exercised: number;
  /** Of those, the ones in which it is broken. */
  readonly broken: number;
  /** How many cases of all had been run when it was first broken. */
  readonly brokenAfter?: number | undefined;
  /** Of all that was done for it, in milliseconds. */
  readonly ms: number;
  /** The smallest cases that show how it is broken, a reason each. */
  readonly failures: readonly (Failure<Case, Observation> | Confirmed<Case, Observation>)[];
  /** Ids of the requirements whose breach explains each breach of this one. Empty: it is a cause by itself, or kept. */
  readonly causes: readonly string[];
}

/** A failure that was run again, with nothing else under way. */
export interface Confirmed<Case, Observation> extends Failure<Case, Observation> {
  /** Absent when it was seen with nothing else under way at once. */
  readonly again?: { readonly runs: number; readonly failed: number };
  /** What a client wrote to its error output meanwhile. */
  readonly notes: string;
}

/** Keeps account of a run while it is under way. */
export interface Ledger<Case, Observation, R> {
  /** Notes what became of a requirement. */
  readonly found: (requirement: R, outcome: Outcome<Case, Observation>) => void;
  /** Notes that a requirement, or a case of none, could not be judged. */
  readonly failed: (requirement: R | undefined, error: unknown) => void;
  /** Whether so much went wrong besides what is judged that going on is in vain. */
  readonly isGivenUp: () => boolean;
}

/** What is judged, for lists of known failures. */
export interface Judgeable {
  /** Such as `client`. */
  readonly kind: string;
  readonly version?: string | undefined;
}

/** How cases are run and judged. `Example` is how the suite words a failing case. */
export interface Suite<Case, Observation, R extends Requirement<Case, Observation>, Example> {
  readonly subject: Judgeable;
  readonly seed: number;
  readonly deadline: Deadline;
  /** Why nothing is run for a requirement; undefined when it is to be run. */
  leftOut(requirement: R): 'not-claimed' | 'skipped' | undefined;
  /** How many cases will be run, those of shrinking not among them. */
  planned(requirements: readonly R[]): number;
  /**
   * Looks for cases that break requirements. What is in the ledger in the end was reached, everything else was not.
   * @param requirements whose cases are run, in the order in which they should be
   * @param judging the requirements that judge: those, and what another shard runs the cases of
   */
  judge(
    requirements: readonly R[],
    judging: readonly R[],
    ledger: Ledger<Case, Observation, R>,
  ): Promise<void>;
  counterexample(requirement: R, failure: Failure<Case, Observation> | Confirmed<Case, Observation>): Example;
  /** Remarks for the user at the end of the run, a sentence or two each. */
  remarks?(): readonly string[];
  /** What else went wrong so far. */
  troubles(): readonly Troubled[];
  close(): Promise<void>;
}

/** Events of a run. */
export interface RunEvents<Case, Observation, R, Example extends FailingExample = FailingExample> {
  /** @param requirements how many will be run */
  planned?(requirements: number, casesOfEach: number): void;
  /** A case was run and judged, be it one of shrinking or not. */
  judged?(requirement: R, judged: Judged<Case, Observation>): void;
  /** A requirement has its result. */
  done?(result: RequirementResult<Example>): void;
  /** A remark for the user, as a sentence. */
  remark?(text: string): void;
}

const LISTENER = functionLike();

/** Functions for the events of a run. */
export const RUN_EVENTS = {
  planned: LISTENER,
  judged: LISTENER,
  done: LISTENER,
  remark: LISTENER,
} satisfies Record<keyof RunEvents<unknown, unknown, unknown>, unknown>;
