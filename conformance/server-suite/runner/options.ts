import * as v from 'valibot';
import { RUN_SETTINGS } from '../../engine/index.js';
import { flag, type Given, listOf, text, texts } from '../../option-schemas.js';
import type { JudgedRequirement } from '../requirements/index.js';
import { ACCOUNT, type StepData } from './probe.js';

/** Options of a run of the server suite. */
export const SERVER_RUN = {
  ...RUN_SETTINGS,
  /** Default: all of the kit. */
  requirements: listOf<JudgedRequirement>('requirements'),
  /** A second account, for what is shared with others. Without it, those requirements are left out. */
  guest: v.optional(ACCOUNT),
  /** How the server is reached, for the report. Default: its address. */
  reached: text,
  /** Globs on the ids of assumptions that are judged as well. Default: none. */
  assumptions: texts,
  /** For an account with data that matters: few and slow requests, and no sequences that use the account as a whole. */
  gentle: flag,
};

/** Options of a run of the server suite. */
export interface ServerRunOptions extends Given<typeof SERVER_RUN> {
  readonly first?: ReadonlyMap<string, readonly (readonly StepData[])[]> | undefined;
}

/** Defaults under `gentle`. */
export const GENTLE = { runs: 2, pauseMs: 500, shrinking: { attempts: 10, ms: 60_000 } } as const;
