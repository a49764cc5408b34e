import type { Level, RequirementEvidence } from './requirement.js';

/** What a run found out about a requirement. */
export type Status =
  | 'kept'
  | 'broken'
  /** Broken, and on the list of known failures. */
  | 'known-failure'
  /** Kept, although the list of known failures has it: this fails the run. */
  | 'unexpectedly-kept'
  /** No case showed it, such as for lack of time. */
  | 'not-exercised'
  /** It is about something that is not claimed, such as an operation that the client does not have. */
  | 'not-claimed'
  /** Left out by the choice of ids, levels or shard. */
  | 'skipped'
  /** Could not be judged; see `troubles`. */
  | 'error';

/** A failing case, as far as the engine reads it; each suite has more in it. */
export interface FailingExample {
  /** What the client or server did. */
  readonly did: string;
}

/** The result of one requirement, as reports have it. `Example` is how the suite words a failing case. */
export interface RequirementResult<Example extends FailingExample = FailingExample> {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly evidence: RequirementEvidence;
  readonly status: Status;
  /** Cases that were made for it and run, those of shrinking not among them. */
  readonly runs: number;
  /** Cases that showed whether it is kept, for whichever requirement they were made. */
  readonly exercised: number;
  /** Of those, the ones in which it is broken. */
  readonly broken: number;
  /** How many cases of the whole run it took until it was first broken. Absent when only a case that was made smaller breaks it. */
  readonly brokenAfter?: number | undefined;
  readonly ms: number;
  /** The smallest case that breaks it. */
  readonly counterexample?: Example | undefined;
  /** Those that break it for other reasons, two at most. */
  readonly others?: readonly Example[] | undefined;
  /** Ids of the requirements whose breach explains this one, in each case in which it is broken. Absent: it is a cause. */
  readonly causes?: readonly string[] | undefined;
  readonly known?: { readonly reason: string; readonly expires?: string | undefined } | undefined;
}

/** Something that went wrong besides the requirements. */
export interface Trouble {
  /**
   * Of a run with a client: `harness`, `fake`, `adapter` or `client`, which crashed and so does not conform. Of one
   * with a server: `harness`, or `server`, which could not be reached or was gone in the middle.
   */
  readonly blame: 'harness' | 'fake' | 'adapter' | 'client' | 'server';
  readonly requirement?: string | undefined;
  readonly message: string;
}

/**
 * `conforming`: nothing unexpected is broken at the levels asked for. `undecided`: it could not be found out; `troubles` has
 * the reason. A client or server that breaks a requirement is `not-conforming`, even if other things could not be found out, unless the
 * fake failed.
 */
export type RunVerdict = 'conforming' | 'not-conforming' | 'undecided';

/** Everything that a run found out, for the report. */
export interface RunFindings<Example extends FailingExample> {
  /** ISO 8601. */
  readonly started: string;
  readonly ms: number;
  readonly seed: number;
  /** The lowest level that decides the verdict. */
  readonly level: Level;
  readonly requirements: readonly RequirementResult<Example>[];
  readonly verdict: RunVerdict;
  readonly troubles: readonly Trouble[];
}
