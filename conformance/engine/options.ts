import type { Choice } from './choice.js';
import type { FailingExample, RequirementResult } from './findings.js';
import type { KnownFailures } from './records/known-failures.js';
import type { Level } from './requirement.js';
import type { Judged, ShrinkBounds } from './search/search.js';

/** Options of a run of any suite. `Kept` is the form in which cases are kept from one run to the next. */
export interface RunSettings<Kept> extends Choice {
  /** Decides all cases. Default: another one each time. */
  readonly seed?: number | undefined;
  /** Cases for each requirement. Default: 10. With 0, only those of `first`. */
  readonly runs?: number | undefined;
  /** No case begins later than so many milliseconds after the start. Default: no limit. */
  readonly timeLimitMs?: number | undefined;
  /** The lowest level that decides the verdict; those below are run and reported, too. Default: `must`. */
  readonly level?: Level | undefined;
  readonly known?: KnownFailures | undefined;
  /**
   * Cases to begin with, by id of the requirement, such as those that failed the last time. Those of another version of the
   * service are left out.
   */
  readonly first?: ReadonlyMap<string, readonly Kept[]> | undefined;
  /** Default: 150 attempts or 8 seconds for each failure. */
  readonly shrinking?: ShrinkBounds | undefined;
  /** Which failures are run once more with no other call under way. Default: true, which is all of them. */
  readonly confirm?: boolean | 'doubtful' | undefined;
  /** Ends the run early; what was found until then is reported. */
  readonly signal?: AbortSignal | undefined;
}

/** Events of a run. */
export interface RunEvents<Case, Observation, R, Example extends FailingExample = FailingExample> {
  /** @param requirements how many will be run */
  planned?(requirements: number, casesOfEach: number): void;
  /** A case was run and judged, be it one of shrinking or not. */
  judged?(requirement: R, judged: Judged<Case, Observation>): void;
  done?(result: RequirementResult<Example>): void;
  /** A remark for the user, as a sentence. */
  remark?(text: string): void;
}

export const DEFAULTS = {
  runs: 10,
  level: 'must',
  confirm: true,
  shrinking: { attempts: 150, ms: 8_000 },
} as const satisfies RunSettings<unknown>;
