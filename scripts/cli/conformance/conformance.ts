import { createInterface } from 'node:readline/promises';
import {
  type Block,
  CLIENT_TOKENS,
  type ClientRequirement,
  type ClientRunEvents,
  type ConformanceCase,
  NO_TIMEOUT_MS,
  type Observation,
  type RunOptions,
  readToken,
  runConformance,
  story,
} from '../../../conformance/client-suite/index.js';
import { REQUIREMENTS } from '../../../conformance/client-suite/requirements/index.js';
import { type ClientUnderTest, execClient, stdioClient } from '../../../conformance/drivers/index.js';
import { shellWords } from '../../../conformance/reports/index.js';
import type { Version } from '../../../mock-server/index.js';
import { type RunChoices, runSettings } from './run-options.js';
import { runSuite, UsageError, untilInterrupted } from './suite-run.js';

/** The command-line options of `conformance`, checked. Times are in milliseconds. */
export interface ConformanceOptions extends RunChoices {
  readonly exec?: string;
  readonly service?: Version;
  readonly jobs: number;
  readonly timeout?: number;
  readonly attach?: boolean;
  readonly quick?: boolean;
  /** Path of a file. */
  readonly corners?: string;
}

/** @returns exit code */
export const conformance = (command: readonly string[], options: ConformanceOptions): Promise<number> =>
  runSuite<ConformanceCase, ConformanceCase, Observation, ClientRequirement>(async () => {
    const { client, reached } = reach(command, options);
    const corners = await cornersOf(options);
    const { jobs, quick, timeout, attach } = options;
    const runOptions: RunOptions = {
      ...runSettings(options),
      ...{ quick, corners, reached, service: serviceOf(options), signal: untilInterrupted() },
      ...(attach
        ? { jobs: 1, timeoutMs: NO_TIMEOUT_MS, timeLimitMs: undefined, confirm: false }
        : { jobs, timeoutMs: timeout }),
    };
    return {
      choices: options,
      reached,
      replay: replayCommand(command, options),
      requirements: REQUIREMENTS,
      tokens: CLIENT_TOKENS,
      kept: (seen) => seen.case,
      story,
      notes: () => notesText(client.notes()),
      run: (settings, events) =>
        runConformance(client, { ...runOptions, ...settings }, { ...readiness(options), ...events }),
    };
  });

/** Only a run with a file of corners takes the reader of YAML. @throws UsageError */
async function cornersOf({ corners }: ConformanceOptions): Promise<readonly Block[] | undefined> {
  if (corners === undefined) return undefined;
  const { readOwnCorners } = await import('./own-corners.js');
  return readOwnCorners(corners);
}

/** The token of a replay decides the version of the service. @throws UsageError, TokenError */
function serviceOf({ replay, service }: ConformanceOptions): Version | undefined {
  if (replay === undefined) return service;
  const { version } = readToken(replay).case;
  if (service === undefined || service === version) return version;
  throw new UsageError(`The token holds a case for ${version}: leave out --service ${service}.`);
}

const notesText = (notes: string): string =>
  notes.trim() === '' ? '' : `\nOutput of the client:\n${notes.trimEnd()}\n`;

function reach(
  command: readonly string[],
  { exec }: ConformanceOptions,
): { client: ClientUnderTest; reached: string } {
  if (exec !== undefined && command.length > 0)
    throw new UsageError('either --exec or a command after -- reaches the client: leave one of them out');
  if (exec !== undefined) return { client: execClient(exec), reached: exec };
  if (command.length > 0) return { client: stdioClient(command), reached: shellWords(command) };
  throw new UsageError(
    'no client: put its command after --, such as `conformance -- ./my-client`, or use --exec; see --help',
  );
}

/** With the time limit, which decides the outcome; the token has the version of the service. */
function replayCommand(command: readonly string[], { exec, timeout }: ConformanceOptions): string {
  const time =
    timeout === undefined ? [] : ['--timeout', timeout < 1000 ? `${timeout}ms` : `${timeout / 1000}s`];
  const client = exec === undefined ? ['--', ...command] : ['--exec', exec];
  return `npx 4shared-testkit conformance --replay {token} ${shellWords([...time, ...client])}`;
}

/** With `--attach`, the run waits until the user has attached a debugger. */
function readiness({ attach }: ConformanceOptions): ClientRunEvents {
  if (!attach) return {};
  return {
    ready: async ({ name }) => {
      const terminal = createInterface({ input: process.stdin, output: process.stderr });
      await terminal.question(`${name} is running and waits. Attach a debugger, then press Enter. `);
      terminal.close();
    },
  };
}
