import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Counterexample, Report } from '../../../conformance/client-suite/report.js';
import { ChoiceError } from '../../../conformance/engine/choice.js';
import type { RunEvents, RunSettings } from '../../../conformance/engine/options.js';
import { FailuresFile } from '../../../conformance/engine/records/failures-file.js';
import {
  type KnownFailures,
  KnownFailuresError,
  readKnownFailures,
} from '../../../conformance/engine/records/known-failures.js';
import { TokenError, type Tokens } from '../../../conformance/engine/records/token.js';
import type { RequirementFacts } from '../../../conformance/engine/requirement.js';
import { exitCode } from '../../../conformance/engine/verdict.js';
import { offer } from '../output.js';
import { isPlain } from '../terminal.js';
import { prepareReports, writeReports } from '../write-reports.js';
import { Progress } from './conformance-progress.js';
import type { RunChoices } from './run-options.js';

/** A run of all cases that somebody watches in a terminal. `Kept` is what a case is kept as, in files and tokens. */
export interface WatchedRun<Kept, Case, Seen, Requirement extends RequirementFacts> {
  readonly choices: RunChoices;
  readonly reached: string;
  /** Shell command that replays a case, with `{token}` where its token goes. */
  readonly replay: string;
  readonly rules: readonly Requirement[];
  readonly tokens: Tokens<Kept>;
  readonly kept: (seen: Seen) => Kept;
  readonly run: (
    settings: Pick<RunSettings<Kept>, 'known' | 'first'>,
    events: RunEvents<Case, Seen, Requirement, Counterexample>,
  ) => Promise<Report>;
}

/** What was asked for cannot be done. The message says what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Mistakes of whoever started the run: they get one sentence, and no stack. */
const MISTAKES = [UsageError, ChoiceError, TokenError, KnownFailuresError];

/**
 * Runs all cases, those that failed the last time first; shows how far it is, and writes the reports.
 * @returns exit code: 2 when a report that was asked for could not be written
 */
export async function watchedRun<Kept, Case, Seen, Requirement extends RequirementFacts>(
  watched: WatchedRun<Kept, Case, Seen, Requirement>,
): Promise<number> {
  const { choices, reached, replay, rules, tokens, kept, run } = watched;
  refuseToOverwrite(choices);
  const known = await readKnown(choices.knownFailures, rules);
  const progress = new Progress({
    write: (text) => offer(process.stderr, text),
    redraws: !isPlain(process.stderr),
    columns: process.stderr.columns ?? 80,
    now: Date.now,
    level: choices.level,
  });
  const remark = (text: string): void => progress.remark(text);
  for (const complaint of await prepareReports(choices.report)) remark(complaint);
  const failures = await FailuresFile.read(choices.failures, reached, tokens, remark);
  const events: RunEvents<Case, Seen, Requirement, Counterexample> = {
    planned: (requirements, cases) => progress.planned(requirements, cases),
    remark,
    judged: (rule, { seen, verdict }) => {
      if (verdict.is !== 'broken') failures.passed(rule.id, kept(seen));
      progress.judged(rule);
    },
    done: (result) => {
      if (result.counterexample?.token) failures.failed(result.id, result.counterexample.token);
      progress.done(result);
    },
  };
  const report = { ...(await run({ known, first: failures.cases() }, events)), replay };
  progress.clear();
  await failures.save();
  const complaints = await writeReports(report, choices.report);
  for (const complaint of complaints) remark(complaint);
  return complaints.length > 0 ? 2 : exitCode(report);
}

/** @throws UsageError when a report would go over what the run reads */
function refuseToOverwrite({ report = [], failures, knownFailures }: RunChoices): void {
  const kept = [failures, knownFailures].filter((path) => path !== undefined).map((path) => resolve(path));
  const clash = report.find(({ path }) => path !== '-' && kept.includes(resolve(path)));
  if (clash)
    throw new UsageError(`${clash.path} holds failures: give the ${clash.format} report a file of its own.`);
  if (new Set(kept).size < kept.length)
    throw new UsageError(
      `${failures} is given both to --failures and to --known-failures: they are two files.`,
    );
}

/** Explains on stderr what is thrown. @returns exit code: 2 when there is something to explain */
export async function explained(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const mistake = MISTAKES.some((kind) => error instanceof kind);
    process.stderr.write(`error: ${mistake ? (error as Error).message : described(error)}\n`);
    return 2;
  }
}

const described = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** The first Ctrl-C ends the run and lets it tell what it found; the second one ends the process. */
export function untilInterrupted(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (interrupted.signal.aborted) process.exit(2);
      interrupted.abort();
    });
  return interrupted.signal;
}

async function readKnown(
  path: string | undefined,
  rules: readonly RequirementFacts[],
): Promise<KnownFailures | undefined> {
  if (path === undefined) return undefined;
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(`the known failures ${path} could not be read: ${error.message}`);
  });
  return readKnownFailures(text, path, rules);
}
