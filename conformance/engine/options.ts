import * as v from 'valibot';
import { oneOf, strictTable } from '../../mock-server/schemas/input-schemas.js';
import { whole } from '../../mock-server/schemas/numbers.js';
import { atLeast, byRequirement, type Given } from '../option-schemas.js';
import { CHOICE } from './choice.js';
import type { KnownFailure } from './records/known-failures.js';
import { LEVELS } from './requirement.js';

/** Options of a run of any suite. The types of all options are derived from tables like this one. */
export const RUN_SETTINGS = {
  ...CHOICE,
  /** Decides all cases. Default: another one each time. */
  seed: v.optional(whole()),
  /** Cases for each requirement. Default: 10. With 0, only those of `first`. */
  runs: atLeast(0),
  /** No case begins later than so many milliseconds after the start. Default: no limit. */
  timeLimitMs: v.optional(v.pipe(v.number('must be milliseconds'), v.minValue(0, 'must not be negative'))),
  /** The lowest level that decides the verdict; those below are run and reported, too. Default: `must`. */
  level: v.optional(oneOf(LEVELS)),
  /** Failures that are expected for now, by id of the requirement. */
  known: byRequirement<KnownFailure>(),
  /**
   * Cases to begin with, by id of the requirement, such as those that failed the last time. Those of another version of the
   * service are left out.
   */
  first: byRequirement<readonly unknown[]>(),
  /** When shrinking ends: after so many smaller cases, or milliseconds for each failure. Default: 150 and 8,000. */
  shrinking: v.optional(strictTable({ attempts: whole(0), ms: whole(0) })),
  /** Which failures are run once more with no other call under way. Default: true, which is all of them. */
  confirm: v.optional(v.union([v.boolean(), v.literal('doubtful')], 'must be true, false or "doubtful"')),
  /** Ends the run early; what was found until then is reported. */
  signal: v.optional(v.instance(AbortSignal, 'must be the signal of an AbortController')),
};

/** Options of a run of any suite. `Kept` is the form in which cases are kept from one run to the next. */
export interface RunSettings<Kept> extends Given<typeof RUN_SETTINGS> {
  readonly first?: ReadonlyMap<string, readonly Kept[]> | undefined;
}

/** When shrinking ends at the latest: so many smaller cases, whether they fail or not, or milliseconds. */
export type ShrinkBounds = Readonly<NonNullable<RunSettings<unknown>['shrinking']>>;

/** What a run does without options. */
export const DEFAULTS = {
  runs: 10,
  level: 'must',
  confirm: true,
  shrinking: { attempts: 150, ms: 8_000 },
} as const satisfies RunSettings<unknown>;
