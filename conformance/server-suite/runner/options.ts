import type { RunSettings } from '../../engine/options.js';
import type { JudgedRequirement } from '../requirements/index.js';
import type { ServerAccount, StepData } from './probe.js';

/** Options of a run of the server suite. */
export interface ServerRunOptions extends RunSettings<readonly StepData[]> {
  /** Default: all of the kit. */
  readonly requirements?: readonly JudgedRequirement[] | undefined;
  /** A second account, for what is shared with others. Without it, those requirements are left out. */
  readonly guest?: ServerAccount | undefined;
  /** How the server is reached, for the report. Default: its address. */
  readonly reached?: string | undefined;
  /** Globs on the ids of assumptions that are judged as well. Default: none. */
  readonly assumptions?: readonly string[] | undefined;
  /** For an account with data that matters: few and slow requests, and no sequences that use the account as a whole. */
  readonly gentle?: boolean | undefined;
}

/** Defaults under `gentle`. */
export const GENTLE = { runs: 2, pauseMs: 500, shrinking: { attempts: 10, ms: 60_000 } } as const;
