import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import type { ClientUnderTest } from '../conformance/drivers/client-under-test.js';
import { execClient } from '../conformance/drivers/exec-client.js';
import { stdioClient } from '../conformance/drivers/stdio-client.js';
import { REQUIREMENTS } from '../conformance/requirements/index.js';
import { ChoiceError, type Shard } from '../conformance/runner/choice.js';
import { FailuresFile, FailuresFileError } from '../conformance/runner/failures-file.js';
import {
  type KnownFailures,
  KnownFailuresError,
  readKnownFailures,
} from '../conformance/runner/known-failures.js';
import { NO_TIMEOUT_MS, type RunEvents, type RunOptions } from '../conformance/runner/options.js';
import { runConformance } from '../conformance/runner/run-conformance.js';
import { TokenError } from '../conformance/runner/token.js';
import { exitCode } from '../conformance/runner/verdict.js';
import type { Version } from '../mock-server/index.js';
import { Progress } from './conformance-progress.js';
import { replay } from './conformance-replay.js';
import type { ReportOutput } from './report-outputs.js';
import { isPlain } from './terminal.js';
import { writeReports } from './write-reports.js';

/** The command-line options of `conformance`, checked. Times are in milliseconds. */
export interface ConformanceOptions {
  readonly exec?: string;
  readonly service?: Version;
  readonly seed?: number;
  readonly runs: number;
  readonly timeLimit?: number;
  readonly jobs: number;
  readonly shard?: Shard;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly level: 'must' | 'should' | 'may';
  readonly timeout?: number;
  readonly attach: boolean;
  readonly replay?: string;
  readonly knownFailures?: string;
  readonly failures: string;
  readonly report?: readonly ReportOutput[];
}

/** What was asked for cannot be done. The message says what to do instead. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Mistakes of whoever started the run: they get one sentence, and no stack. */
const MISTAKES = [UsageError, ChoiceError, TokenError, KnownFailuresError, FailuresFileError];

/** @returns exit code */
export async function conformance(command: readonly string[], options: ConformanceOptions): Promise<number> {
  try {
    const { client, reached } = reach(command, options);
    const runOptions = { ...runOptionsOf(options), reached, signal: untilInterrupted() };
    if (options.replay !== undefined)
      return await replay(client, options.replay, runOptions, readiness(options));
    return await runAll(client, reached, options, runOptions);
  } catch (error) {
    const mistake = MISTAKES.some((kind) => error instanceof kind);
    process.stderr.write(`error: ${mistake ? (error as Error).message : described(error)}\n`);
    return 2;
  }
}

const described = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

async function runAll(
  client: ClientUnderTest,
  reached: string,
  options: ConformanceOptions,
  runOptions: RunOptions,
): Promise<number> {
  const known = await readKnown(options.knownFailures);
  const failures = await FailuresFile.read(options.failures, reached);
  const progress = new Progress({
    write: (text) => process.stderr.write(text),
    redraws: !isPlain(process.stderr),
    columns: process.stderr.columns ?? 80,
    now: Date.now,
  });
  const events: RunEvents = {
    ...readiness(options),
    planned: (requirements, cases) => progress.planned(requirements, cases),
    remark: (text) => progress.remark(text),
    judged: (requirement, { witnesses, verdict }) => {
      if (verdict.is !== 'broken') failures.passed(requirement.id, witnesses.case);
      progress.judged(requirement);
    },
    done: (result) => {
      if (result.counterexample?.token) failures.failed(result.id, result.counterexample.token);
      progress.done(result);
    },
  };
  const report = await runConformance(client, { ...runOptions, known, first: failures.cases() }, events);
  progress.clear();
  await failures.save();
  await writeReports(report, options.report);
  return exitCode(report);
}

function reach(
  command: readonly string[],
  { exec }: ConformanceOptions,
): { client: ClientUnderTest; reached: string } {
  if (exec !== undefined && command.length > 0)
    throw new UsageError('either --exec or a command after -- reaches the client, not both');
  if (exec !== undefined) return { client: execClient(exec), reached: exec };
  if (command.length > 0) return { client: stdioClient(command), reached: command.join(' ') };
  throw new UsageError(
    'no client: put its command after --, such as `conformance -- ./my-client`, or use --exec; see --help',
  );
}

function runOptionsOf(options: ConformanceOptions): RunOptions {
  const { service, seed, runs, timeLimit, jobs, shard, only, skip, level, timeout, attach } = options;
  const patience: RunOptions = attach
    ? { jobs: 1, timeoutMs: NO_TIMEOUT_MS, confirm: false }
    : { jobs, timeoutMs: timeout, timeLimitMs: timeLimit };
  return { service, seed, runs, shard, only, skip, level, ...patience };
}

/** With `--attach`, the run waits until somebody says that the debugger is there. */
function readiness({ attach }: ConformanceOptions): RunEvents {
  if (!attach) return {};
  return {
    ready: async ({ name }) => {
      const terminal = createInterface({ input: process.stdin, output: process.stderr });
      await terminal.question(`${name} is started and waits. Attach a debugger, then press Enter. `);
      terminal.close();
    },
  };
}

/** The first Ctrl-C ends the run and lets it tell what it found; the second one ends the process. */
function untilInterrupted(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (interrupted.signal.aborted) process.exit(2);
      interrupted.abort();
    });
  return interrupted.signal;
}

async function readKnown(path: string | undefined): Promise<KnownFailures | undefined> {
  if (path === undefined) return undefined;
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(`the known failures ${path} could not be read: ${error.message}`);
  });
  return readKnownFailures(text, path, REQUIREMENTS);
}
