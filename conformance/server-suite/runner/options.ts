import type { RunSettings } from '../../engine/options.js';
import type { ServerCheck } from '../checks/server-check.js';
import type { ServerAccount, StepData } from './act.js';

/** What a run of the server suite can be told. */
export interface ServerRunOptions extends RunSettings<readonly StepData[]> {
  /** Default: all of the kit. */
  readonly checks?: readonly ServerCheck[] | undefined;
  /** Another account, for what is shared with others. Without it those checks are left out. */
  readonly guest?: ServerAccount | undefined;
  /** How the server is reached, for the report. Default: its address. */
  readonly reached?: string | undefined;
  /** Globs on ids of checks of assumptions that are to be judged, too. Default: none. */
  readonly assumptions?: readonly string[] | undefined;
  /** For an account that matters to somebody: few and slow requests, and nothing that touches what is in it. */
  readonly gentle?: boolean | undefined;
}

/** Under `gentle`, unless something else is asked for. */
export const GENTLE = { runs: 2, pauseMs: 500, shrinking: { attempts: 10, ms: 60_000 } } as const;
