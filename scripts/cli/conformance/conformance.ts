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
import { startOwnFake, testbedOf } from '../../../conformance/client-suite/testbed/open-testbed.js';
import { type ClientUnderTest, execClient, stdioClient } from '../../../conformance/drivers/index.js';
import { shellWords } from '../../../conformance/reports/index.js';
import type { Version } from '../../../mock-server/index.js';
import { readAssumptions } from '../serve.js';
import {
  type ConstantAddressOptions,
  hasConstantAddress,
  launcher,
  openReach,
  type Reach,
  runGuarded,
  withinProxy,
} from './constant-address.js';
import { type RunChoices, runSettings } from './run-options.js';
import { runSuite, UsageError, untilInterrupted } from './suite-run.js';

/** The command-line options of `conformance`, checked. Times are in milliseconds. */
export interface ConformanceOptions extends RunChoices, ConstantAddressOptions {
  readonly exec?: string;
  readonly service?: Version;
  readonly jobs: number;
  readonly timeout?: number;
  readonly attach?: boolean;
  readonly quick?: boolean;
  /** Path of a file. */
  readonly corners?: string;
  /** Each `name=value`. */
  readonly assume?: readonly string[];
}

/** @returns exit code */
export const conformance = (command: readonly string[], options: ConformanceOptions): Promise<number> =>
  runSuite<ConformanceCase, ConformanceCase, Observation, ClientRequirement>(async () => {
    const assume = assumptionsOf(options);
    const corners = await cornersOf(options);
    reachedBy(command, options);
    const guarded = await runGuarded(options);
    if (guarded !== undefined) return guarded;
    // A client that keeps running has one environment, and with it one lane.
    const lanes = options.exec === undefined || options.isolated ? 1 : options.jobs;
    const reach = hasConstantAddress(options) ? await openReach(options, lanes) : undefined;
    const jobs = reach ? Math.min(lanes, options.jobs) : options.jobs;
    const { client, reached } = clientOf(command, options, reach);
    const { quick, timeout, attach } = options;
    const runOptions: RunOptions = {
      ...runSettings(options),
      ...{ quick, reached, service: serviceOf(options), signal: untilInterrupted() },
      corners: reach && !options.isolated ? withinProxy(corners) : corners,
      openTestbed: async (needs) =>
        testbedOf(reach?.own ?? (await startOwnFake()), needs, { lanes: reach?.lanes, assume }),
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
      run: async (settings, events) => {
        try {
          return await runConformance(
            client,
            { ...runOptions, ...settings },
            { ...readiness(options), ...events },
          );
        } finally {
          // A client that did not start has no testbed to close it.
          await reach?.own.fake.close();
        }
      },
    };
  });

/** @throws UsageError */
function assumptionsOf({ assume }: ConformanceOptions): ReturnType<typeof readAssumptions> | undefined {
  try {
    return assume && readAssumptions({ assume, givenAs: () => '--assume' });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

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

/** How the client is reached, in words. @throws UsageError */
function reachedBy(command: readonly string[], { exec }: ConformanceOptions): string {
  if (exec !== undefined && command.length > 0)
    throw new UsageError('either --exec or a command after -- reaches the client: leave one of them out');
  if (exec !== undefined) return exec;
  if (command.length > 0) return shellWords(command);
  throw new UsageError(
    'no client: put its command after --, such as `conformance -- ./my-client`, or use --exec; see --help',
  );
}

function clientOf(
  command: readonly string[],
  options: ConformanceOptions,
  reach: Reach | undefined,
): { client: ClientUnderTest; reached: string } {
  const reached = reachedBy(command, options);
  const process = reach && { env: reach.way.env, launcher: launcher() };
  const { exec } = options;
  return { client: exec === undefined ? stdioClient(command, process) : execClient(exec, process), reached };
}

/** With the time limit, which decides the outcome; the token has the version of the service. */
function replayCommand(command: readonly string[], options: ConformanceOptions): string {
  const { exec, timeout, constantAddress, isolated, unguarded, caFolder, assume = [] } = options;
  const way = [
    ...(isolated ? ['--isolated'] : constantAddress ? ['--constant-address'] : []),
    ...(unguarded ? ['--unguarded'] : []),
    ...(caFolder === undefined ? [] : ['--ca-folder', caFolder]),
    ...assume.flatMap((each) => ['--assume', each]),
  ];
  const time =
    timeout === undefined ? [] : ['--timeout', timeout < 1000 ? `${timeout}ms` : `${timeout / 1000}s`];
  const client = exec === undefined ? ['--', ...command] : ['--exec', exec];
  return `npx 4shared-testkit conformance --replay {token} ${shellWords([...way, ...time, ...client])}`;
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
