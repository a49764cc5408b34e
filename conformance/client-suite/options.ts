import type { Version } from '../../mock-server/index.js';
import type { ClientInfo } from '../drivers/client-under-test.js';
import { DEFAULTS as RUN_DEFAULTS, type RunEvents, type RunSettings } from '../engine/options.js';
import type { Counterexample } from './report.js';
import type { ClientRequirement, Observation } from './requirement.js';
import type { ConformanceCase } from './scenarios/case.js';
import type { Block } from './scenarios/corners/dimensions.js';
import type { OpenTestbed } from './testbed/testbed.js';

/** Options of a run of a client. */
export interface RunOptions extends RunSettings<ConformanceCase> {
  /** Default: all of the kit. */
  readonly requirements?: readonly ClientRequirement[] | undefined;
  /** How the client is reached, for the report. */
  readonly reached?: string | undefined;
  /** Whether only the cases of each requirement are run: no corners, and nothing that is made of what was learnt. Default: false. */
  readonly quick?: boolean | undefined;
  /** The corners that are met in every run. Default: all of the kit. */
  readonly corners?: readonly Block[] | undefined;
  /** The version of the service that the client is made for: it is given the address of that one. Default: `jax3`. */
  readonly service?: Version | undefined;
  /** How long the client may take for a call, in milliseconds. Default: 10,000. */
  readonly timeoutMs?: number | undefined;
  /** How many cases are run side by side, as far as the client takes so many calls. Default: 4. */
  readonly jobs?: number | undefined;
  /** Where cases are run. Default: a fake of the kit's own. */
  readonly openTestbed?: OpenTestbed | undefined;
}

/** Events of the run of a client. */
export interface ClientRunEvents
  extends RunEvents<ConformanceCase, Observation, ClientRequirement, Counterexample> {
  /** The client is there and nothing was asked of it yet; the run waits. */
  ready?(info: ClientInfo): Promise<void>;
}

/** Longer than any run lasts, and short enough for a timer. */
export const NO_TIMEOUT_MS = 2_000_000_000;

export const DEFAULTS = {
  ...RUN_DEFAULTS,
  service: 'jax3',
  timeoutMs: 10_000,
  jobs: 4,
} as const satisfies RunOptions;
