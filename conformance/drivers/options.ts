import * as v from 'valibot';
import { atLeast, flag, type Given, listOf, ms, text } from '../option-schemas.js';

/** Options of a client that is a process. */
const PROCESS = {
  /** Folder in which it runs. Default: that of the kit. */
  cwd: text,
  /** Variables besides those of the environment of the kit; undefined: it is unset. */
  env: v.optional(
    v.record(v.string(), v.optional(v.string('must be a text')), 'must be a table of names and texts'),
  ),
  /** Words before the command, such as those of a program that changes the user. */
  launcher: listOf<string>('texts'),
  /**
   * Milliseconds in which it must stop a cancelled call, finish after the end of its input, and end after SIGTERM, before
   * SIGKILL. Default: 2,000.
   */
  graceMs: ms(0),
};

/** Options of `stdioClient`. */
export const STDIO = {
  ...PROCESS,
  /** Milliseconds from the start of the process to its hello. Default: 30,000. */
  helloMs: ms(1),
  /** Most bytes of a line. Default: 1 MiB. */
  longestLine: atLeast(1),
};

/** Options of `execClient`. */
export const EXEC = {
  ...PROCESS,
  /** Name in the report. Default: the name of the program. */
  name: text,
  /** Most processes at a time. Default: 4. */
  concurrency: atLeast(1),
};

/** Facts about a client in this process, for the kit and for reports. */
export const FACTS = {
  /** Name in the report. Default: `client`. */
  name: text,
  /** Version in the report. */
  version: text,
  /** Most calls at a time. Default: 4. */
  concurrency: atLeast(1),
  /** Whether it uploads to no other folder than the root. */
  rootOnly: flag,
};

/** Options of a client that is a process. */
export type ProcessOptions = Given<typeof PROCESS>;

/** Options of `stdioClient`. */
export type StdioOptions = Given<typeof STDIO>;

/** Options of `execClient`. */
export type ExecOptions = Given<typeof EXEC>;

/** `graceMs` without the option. */
export const GRACE_MS = 2_000;
