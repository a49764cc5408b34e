import type { Counterexample } from '../reports/report.js';
import type { Subject } from '../reports/subject.js';
import type { Rule } from '../requirements/requirement.js';
import type { Failure, Findings } from './hunt.js';
import type { Deadline } from './time-limit.js';
import type { Troubled } from './trouble.js';

/** What the cases of a rule showed. */
export interface Examined<Case, Seen> extends Findings<Case, Seen> {
  /** Of all that was done for it, in milliseconds. */
  readonly ms: number;
}

/** A failure that was run again, with nothing else under way. */
export interface Confirmed<Case, Seen> extends Failure<Case, Seen> {
  /** Absent when it was seen with nothing else under way at once. */
  readonly again?: { readonly runs: number; readonly failed: number };
  /** What a client wrote to its error output meanwhile. */
  readonly notes: string;
}

/** Somebody being put through rules: a client, or a server. */
export interface Examiner<Case, Seen, R extends Rule<Case, Seen>> {
  readonly subject: Subject;
  readonly seed: number;
  readonly deadline: Deadline;
  /** How many rules are looked at side by side. */
  readonly jobs: number;
  /** Why nothing is run for a rule; undefined when it is to be run. */
  leftOut(rule: R): 'not-claimed' | 'skipped' | undefined;
  /** Looks for a case that breaks a rule, if need be while nothing else is under way. @throws Troubled */
  examine(rule: R, how?: { readonly alone: boolean }): Promise<Examined<Case, Seen>>;
  /** Runs a failure once more, with nothing else under way. @throws Troubled */
  confirm(rule: R, failure: Failure<Case, Seen>): Promise<Confirmed<Case, Seen>>;
  /** Why a failure decides nothing until it is run again, as when the machine was busy; undefined when nothing is against it. */
  doubt?(failure: Failure<Case, Seen> | undefined, alone?: boolean): Troubled | undefined;
  counterexample(rule: R, failure: Failure<Case, Seen> | Confirmed<Case, Seen>): Counterexample;
  /** What whoever started the run should know of in the end, a sentence or two each. */
  remarks?(): readonly string[];
  /** What else went wrong so far. */
  troubles(): readonly Troubled[];
  close(): Promise<void>;
}
