import * as v from 'valibot';
import { oneOf } from '../../mock-server/schemas/input-schemas.js';
import type { ClientInfo } from '../drivers/index.js';
import { DEFAULTS as RUN_DEFAULTS, RUN_EVENTS, RUN_SETTINGS, type RunEvents } from '../engine/index.js';
import { atLeast, flag, functionLike, type Given, listOf, ms, text } from '../option-schemas.js';
import type { Counterexample } from './report.js';
import type { ClientRequirement, Observation } from './requirement.js';
import type { ConformanceCase } from './scenarios/case.js';
import type { Block } from './scenarios/corners/dimensions.js';
import type { OpenTestbed } from './testbed/testbed.js';

/** Options of a run of a client. */
export const RUN = {
  ...RUN_SETTINGS,
  /** Default: all of the kit. */
  requirements: listOf<ClientRequirement>('requirements'),
  /** How the client is reached, for the report. */
  reached: text,
  /** Whether only the cases of each requirement are run: no corners, and nothing that is made of what was learnt. Default: false. */
  quick: flag,
  /** The corners that are met in every run. Default: all of the kit. */
  corners: listOf<Block>('blocks of dimensions'),
  /** The version of the service that the client is made for: it is given the address of that one. Default: `jax3`. */
  service: v.optional(oneOf(['jax3', 'jax2'])),
  /** Milliseconds that the client may take for a call. Default: 10,000. */
  timeoutMs: ms(1),
  /** How many cases are run side by side, as far as the client takes so many calls. Default: 4. */
  jobs: atLeast(1),
  /** Where cases are run. Default: a fake of the kit's own. */
  openTestbed: functionLike<OpenTestbed>(),
};

/** Options of a run of a client. */
export interface RunOptions extends Given<typeof RUN> {
  readonly first?: ReadonlyMap<string, readonly ConformanceCase[]> | undefined;
}

/** Events of the run of a client. */
export interface ClientRunEvents
  extends RunEvents<ConformanceCase, Observation, ClientRequirement, Counterexample> {
  /** The client is there and nothing was asked of it yet; the run waits. */
  ready?(info: ClientInfo): Promise<void>;
}

/** Functions for the events of the run of a client. */
export const CLIENT_RUN_EVENTS = { ...RUN_EVENTS, ready: functionLike() };

/** Longer than any run lasts, and short enough for a timer. */
export const NO_TIMEOUT_MS = 2_000_000_000;

/** What a run of a client does without options. */
export const DEFAULTS = {
  ...RUN_DEFAULTS,
  service: 'jax3',
  timeoutMs: 10_000,
  jobs: 4,
} as const satisfies RunOptions;
