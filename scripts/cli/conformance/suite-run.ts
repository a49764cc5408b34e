import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Counterexample, Report } from '../../../conformance/client-suite/report.js';
import {
  ChoiceError,
  exitCode,
  FailuresFile,
  type KnownFailures,
  KnownFailuresError,
  type RequirementFacts,
  type RunEvents,
  type RunSettings,
  TokenError,
  type Tokens,
} from '../../../conformance/engine/index.js';
import type { Judged } from '../../../conformance/engine/search/search.js';
import { isPlain, offer } from '../output.js';
import { prepareReports, writeReports } from '../write-reports.js';
import { Progress } from './conformance-progress.js';
import type { RunChoices } from './run-options.js';

/** What the command line needs of a suite. `Kept` is the form of a case in files and tokens. */
interface SuiteRun<Kept, Case, Seen, Requirement extends RequirementFacts> {
  readonly choices: RunChoices;
  /** How the client or server is reached, in words. */
  readonly reached: string;
  /** Shell command that replays a case, with `{token}` in place of the token. */
  readonly replay: string;
  readonly requirements: readonly Requirement[];
  readonly tokens: Tokens<Kept>;
  readonly kept: (seen: Seen) => Kept;
  readonly story: (seen: Seen) => readonly string[];
  /** Text at the end of a replay. */
  readonly notes?: () => string;
  readonly run: (
    settings: RunSettings<Kept>,
    events: RunEvents<Case, Seen, Requirement, Counterexample>,
  ) => Promise<Report>;
}

/** The command asks for something impossible. The message says what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Mistakes of the user: reported in one sentence, without a stack. */
const MISTAKES = [UsageError, ChoiceError, TokenError, KnownFailuresError];

/**
 * Runs a suite, or the one case of `--replay`. Reports an error on stderr.
 * @param prepare may return an exit code, where another process ran the suite
 * @returns exit code
 */
export async function runSuite<Kept, Case, Seen, Requirement extends RequirementFacts>(
  prepare: () => Promise<SuiteRun<Kept, Case, Seen, Requirement> | number>,
): Promise<number> {
  try {
    const suite = await prepare();
    if (typeof suite === 'number') return suite;
    const { replay } = suite.choices;
    return replay === undefined ? await runAll(suite) : await replayOne(suite, replay);
  } catch (error) {
    const mistake = MISTAKES.some((kind) => error instanceof kind);
    const text =
      error instanceof Error ? ((mistake ? undefined : error.stack) ?? error.message) : String(error);
    process.stderr.write(`error: ${text}\n`);
    return 2;
  }
}

/** Runs all cases, those that failed the last time first; shows progress and writes the reports. */
async function runAll<Kept, Case, Seen, Requirement extends RequirementFacts>({
  choices,
  reached,
  replay,
  requirements,
  tokens,
  kept,
  run,
}: SuiteRun<Kept, Case, Seen, Requirement>): Promise<number> {
  refuseToOverwrite(choices);
  const known = await readKnown(choices.knownFailures, requirements);
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
    planned: (count, casesOfEach) => progress.planned(count, casesOfEach),
    remark,
    judged: (requirement, { seen, verdict }) => {
      if (verdict.is !== 'broken') failures.passed(requirement.id, kept(seen));
      progress.judged(requirement);
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

/** Runs the case of a token, and prints its story. */
async function replayOne<Kept, Case, Seen, Requirement extends RequirementFacts>(
  { tokens, requirements, story, run, notes }: SuiteRun<Kept, Case, Seen, Requirement>,
  token: string,
): Promise<number> {
  const { requirement: id, case: kept } = tokens.read(token);
  const requirement = requirements.find((each) => each.id === id);
  if (!requirement) throw new TokenError(`This version of the kit has no requirement ${id}.`);
  let last: Judged<Case, Seen> | undefined;
  const report = await run(
    {
      // The one requirement decides at any level.
      level: 'may',
      only: [id],
      skip: [],
      shard: undefined,
      first: new Map([[id, [kept]]]),
      runs: 0,
      confirm: 'doubtful',
    },
    {
      judged: (_, judged) => {
        last = judged;
      },
    },
  );
  const lines = [
    `${id} (${requirement.level})  ${requirement.title}`,
    '',
    ...(last ? [...story(last.seen).map(numbered), '', ...verdictLines(last.verdict)] : []),
    ...report.troubles.map(({ blame, message }) => `Blame: ${blame}. ${message}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n${notes?.() ?? ''}`);
  return exitCode(report);
}

const numbered = (sentence: string, i: number): string => `${String(i + 1).padStart(4)}. ${sentence}`;

function verdictLines(verdict: Judged<unknown, unknown>['verdict']): string[] {
  if (verdict.is === 'broken') return [`did     ${verdict.did}`, `should  ${verdict.should}`];
  return [verdict.is === 'kept' ? 'The requirement is kept.' : 'The case does not show the requirement.'];
}

/** @throws UsageError if a report would overwrite a file that the run reads */
function refuseToOverwrite({ report = [], failures, knownFailures }: RunChoices): void {
  const read = [failures, knownFailures].filter((path) => path !== undefined).map((path) => resolve(path));
  const clash = report.find(({ path }) => path !== '-' && read.includes(resolve(path)));
  if (clash)
    throw new UsageError(`${clash.path} holds failures: choose another file for the ${clash.format} report.`);
  if (new Set(read).size < read.length)
    throw new UsageError(
      `--failures and --known-failures both name ${failures}: choose another file for one.`,
    );
}

async function readKnown(
  path: string | undefined,
  requirements: readonly RequirementFacts[],
): Promise<KnownFailures | undefined> {
  if (path === undefined) return undefined;
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(`the known failures ${path} could not be read: ${error.message}`);
  });
  const { readKnownFailures } = await import('../../../conformance/engine/records/read-known-failures.js');
  return readKnownFailures(text, path, requirements);
}

/** The first Ctrl-C ends the run, which then reports its findings; the second one ends the process. */
export function untilInterrupted(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (interrupted.signal.aborted) process.exit(2);
      interrupted.abort();
    });
  return interrupted.signal;
}
