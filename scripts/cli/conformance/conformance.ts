import { createInterface } from 'node:readline/promises';
import {
  type ClientRunEvents,
  NO_TIMEOUT_MS,
  type RunOptions,
} from '../../../conformance/client-suite/options.js';
import type { ClientRequirement, Observation } from '../../../conformance/client-suite/requirement.js';
import { REQUIREMENTS } from '../../../conformance/client-suite/requirements/index.js';
import { runConformance } from '../../../conformance/client-suite/run-conformance.js';
import type { ConformanceCase } from '../../../conformance/client-suite/scenarios/case.js';
import { story } from '../../../conformance/client-suite/story.js';
import { CLIENT_TOKENS, readToken } from '../../../conformance/client-suite/token.js';
import type { ClientUnderTest } from '../../../conformance/drivers/client-under-test.js';
import { execClient } from '../../../conformance/drivers/exec-client.js';
import { stdioClient } from '../../../conformance/drivers/stdio-client.js';
import { shellWords } from '../../../conformance/reports/shell-words.js';
import type { Version } from '../../../mock-server/index.js';
import { readOwnCorners } from './own-corners.js';
import { replayedRun } from './replayed-run.js';
import type { RunChoices } from './run-options.js';
import { explained, UsageError, untilInterrupted, watchedRun } from './watched-run.js';

/** The command-line options of `conformance`, checked. Times are in milliseconds. */
export interface ConformanceOptions extends RunChoices {
  readonly exec?: string;
  readonly service?: Version;
  readonly jobs: number;
  readonly timeout?: number;
  readonly attach: boolean;
  readonly quick: boolean;
  /** Path of a file. */
  readonly corners?: string;
}

/** @returns exit code */
export const conformance = (command: readonly string[], options: ConformanceOptions): Promise<number> =>
  explained(async () => {
    const { client, reached } = reach(command, options);
    const corners = options.corners === undefined ? undefined : await readOwnCorners(options.corners);
    const runOptions = { ...runOptionsOf(options), corners, reached, signal: untilInterrupted() };
    const judged = {
      rules: REQUIREMENTS,
      tokens: CLIENT_TOKENS,
      run: (settings: RunOptions, events: ClientRunEvents) =>
        runConformance(client, { ...runOptions, ...settings }, { ...readiness(options), ...events }),
    };
    if (options.replay === undefined)
      return await watchedRun<ConformanceCase, ConformanceCase, Observation, ClientRequirement>({
        ...judged,
        choices: options,
        reached,
        replay: replayCommand(command, options),
        kept: (seen) => seen.case,
      });
    const notes = (): string => notesText(client.notes());
    const { version: service } = readToken(options.replay).case;
    if (options.service !== undefined && options.service !== service)
      throw new UsageError(
        `The case of this token is one at ${service}: leave out --service ${options.service}.`,
      );
    return await replayedRun<ConformanceCase, ConformanceCase, Observation, ClientRequirement>({
      ...judged,
      run: (settings, events) => judged.run({ ...settings, service }, events),
      token: options.replay,
      story,
      notes,
    });
  });

const notesText = (notes: string): string =>
  notes.trim() === '' ? '' : `\nWhat the client printed:\n${notes.trimEnd()}\n`;

function reach(
  command: readonly string[],
  { exec }: ConformanceOptions,
): { client: ClientUnderTest; reached: string } {
  if (exec !== undefined && command.length > 0)
    throw new UsageError('either --exec or a command after -- reaches the client, not both');
  if (exec !== undefined) return { client: execClient(exec), reached: exec };
  if (command.length > 0) return { client: stdioClient(command), reached: shellWords(command) };
  throw new UsageError(
    'no client: put its command after --, such as `conformance -- ./my-client`, or use --exec; see --help',
  );
}

/** The token has the version of the service; how long the client may take decides what is seen. */
function replayCommand(command: readonly string[], { exec, timeout }: ConformanceOptions): string {
  const time =
    timeout === undefined ? [] : ['--timeout', timeout < 1000 ? `${timeout}ms` : `${timeout / 1000}s`];
  const client = exec === undefined ? ['--', ...command] : ['--exec', exec];
  return `npx 4shared-testkit conformance --replay {token} ${shellWords([...time, ...client])}`;
}

function runOptionsOf(options: ConformanceOptions): RunOptions {
  const { service, seed, runs, quick, timeLimit, jobs, shard, only, skip, level, timeout, attach } = options;
  const patience: RunOptions = attach
    ? { jobs: 1, timeoutMs: NO_TIMEOUT_MS, confirm: false }
    : { jobs, timeoutMs: timeout, timeLimitMs: timeLimit };
  return { service, seed, runs, quick, shard, only, skip, level, ...patience };
}

/** With `--attach`, the run waits until somebody says that the debugger is there. */
function readiness({ attach }: ConformanceOptions): ClientRunEvents {
  if (!attach) return {};
  return {
    ready: async ({ name }) => {
      const terminal = createInterface({ input: process.stdin, output: process.stderr });
      await terminal.question(`${name} is started and waits. Attach a debugger, then press Enter. `);
      terminal.close();
    },
  };
}
