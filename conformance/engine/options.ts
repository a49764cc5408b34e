import type { Version } from '../../mock-server/index.js';
import type { ClientRequirement, Observation } from '../client-suite/requirement.js';
import type { ConformanceCase } from '../client-suite/scenarios/case.js';
import type { Block } from '../client-suite/scenarios/corners/dimensions.js';
import type { OpenStage } from '../client-suite/stage.js';
import type { ClientInfo } from '../drivers/client-under-test.js';
import type { RequirementResult } from '../reports/report.js';
import type { Choice } from './choice.js';
import type { KnownFailures } from './records/known-failures.js';
import type { Level } from './requirement.js';
import type { Judged, ShrinkBounds } from './search/hunt.js';

/** What a run can be told, whoever is judged. `Kept` is what cases are kept as from one run to the next. */
export interface RunSettings<Kept> extends Choice {
  /** Decides all cases. Default: another one each time. */
  readonly seed?: number | undefined;
  /** Cases for each requirement. Default: 10. With 0, only those of `first`. */
  readonly runs?: number | undefined;
  /** No case begins later than so many milliseconds after the start. Default: no limit. */
  readonly timeLimitMs?: number | undefined;
  /** The lowest level that decides the verdict; what is below is run and told all the same. Default: `must`. */
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

/** What a run of a client can be told. */
export interface RunOptions extends RunSettings<ConformanceCase> {
  /** Default: all of the kit. */
  readonly requirements?: readonly ClientRequirement[] | undefined;
  /** How the client is reached, for the report. */
  readonly reached?: string | undefined;
  /** Whether only the cases of each requirement are run: no corners, and nothing that is made of what was learnt. Default: false. */
  readonly quick?: boolean | undefined;
  /** The corners that are met, whatever is run. Default: all of the kit. */
  readonly corners?: readonly Block[] | undefined;
  /** The version of the service that the client is made for: it is given the address of that one. Default: `jax3`. */
  readonly service?: Version | undefined;
  /** How long the client may take for a call, in milliseconds. Default: 10,000. */
  readonly timeoutMs?: number | undefined;
  /** How many cases are run side by side, as far as the client takes so many calls. Default: 4. */
  readonly jobs?: number | undefined;
  /** Where cases are run. Default: a fake of the kit's own. */
  readonly openStage?: OpenStage | undefined;
}

/** What somebody who watches a run is told. */
export interface RunEvents<Case, Seen, R> {
  /** @param requirements how many will be run */
  planned?(requirements: number, casesOfEach: number): void;
  /** A case was run and judged, be it one of shrinking or not. */
  judged?(requirement: R, judged: Judged<Case, Seen>): void;
  done?(result: RequirementResult): void;
  /** Something that whoever started the run should know of, as a sentence. */
  remark?(text: string): void;
}

/** What somebody who watches the run of a client is told. */
export interface ClientRunEvents extends RunEvents<ConformanceCase, Observation, ClientRequirement> {
  /** The client is there and nothing was asked of it yet; the run waits. */
  ready?(info: ClientInfo): Promise<void>;
}

/** Longer than anybody waits, and short enough for a timer. */
export const NO_TIMEOUT_MS = 2_000_000_000;

export const DEFAULTS = {
  service: 'jax3',
  runs: 10,
  timeoutMs: 10_000,
  jobs: 4,
  level: 'must',
  confirm: true,
  shrinking: { attempts: 150, ms: 8_000 },
} as const satisfies RunOptions;
