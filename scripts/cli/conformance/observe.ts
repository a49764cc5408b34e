import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { judgeObserved, type ObservedTime } from '../../../conformance/client-suite/observed.js';
import type { Report } from '../../../conformance/client-suite/report.js';
import { REQUIREMENTS } from '../../../conformance/client-suite/requirements/index.js';
import type { Level } from '../../../conformance/engine/requirement.js';
import { exitCode } from '../../../conformance/engine/verdict.js';
import type { FourSharedFake } from '../../../mock-server/index.js';
import type { NamespaceView } from '../../../mock-server/namespaces/index.js';
import { banner, readyLine } from '../banner.js';
import type { ReportOutput } from '../option-values.js';
import { explain, type ServeOptions, startServer } from '../serve.js';
import { prepareReports, terminalFor, writeReports } from '../write-reports.js';
import { exchanges, headingOf, ofNamespace, unusedText, usedNamespaces } from './observed-namespaces.js';

/** The command-line options of `observe`, checked. Times are in milliseconds. */
export interface ObserveOptions extends ServeOptions {
  readonly untilIdle?: number;
  readonly untilFile?: string;
  /** Names of the namespaces to judge, the empty one for requests without a namespace; absent: all used ones. */
  readonly namespace?: readonly string[];
  readonly level: Level;
  readonly report?: readonly ReportOutput[];
}

/** Enough for an afternoon with an app. The report counts the entries that did not fit. */
const JOURNAL = { entries: 1_000_000, bytes: 512 * 1024 * 1024 };
const LOOK_EVERY_MS = 100;

/** @returns exit code */
export async function observe(options: ObserveOptions): Promise<number> {
  const started = new Date();
  for (const complaint of await prepareReports(options.report)) process.stderr.write(`${complaint}\n`);
  let fake: FourSharedFake;
  try {
    fake = await startServer(options, { journal: JOURNAL });
  } catch (error) {
    process.stderr.write(`${explain(error, options)}\n`);
    return 2;
  }
  try {
    const ended = untilEnded(fake, options);
    process.stdout.write(options.json ? `${readyLine(fake)}\n` : banner(fake));
    await ended;
    return await judge(fake, started, options);
  } catch (error) {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  } finally {
    await fake.close();
  }
}

/** Judges each namespace by itself. @returns exit code */
async function judge(fake: FourSharedFake, started: Date, options: ObserveOptions): Promise<number> {
  const { report: outputs = [], level } = options;
  const used = usedNamespaces(fake);
  const chosen = options.namespace ?? (used.length > 0 ? used : ['']);
  const reports: Report[] = [];
  const writing: Promise<string[]>[] = [];
  for (const name of chosen) {
    const namespace = fake.namespace(name);
    const report = reportOn(namespace, { started, ended: new Date(), level, address: fake.url });
    const own = chosen.length > 1 ? outputs.map((output) => ofNamespace(output, name)) : outputs;
    const terminal = terminalFor(own);
    if (chosen.length > 1) terminal.write(`${headingOf(name)}\n\n`);
    writing.push(writeReports(report, own));
    if (!used.includes(name)) terminal.write(`${unusedText(name, used)}\n`);
    reports.push(report);
  }
  const complaints = (await Promise.all(writing)).flat();
  for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
  if (complaints.length > 0) return 2;
  // A broken requirement in one namespace outranks an undecided one in another.
  const codes = reports.map(exitCode);
  return codes.includes(1) ? 1 : Math.max(...codes);
}

function reportOn(
  { journal, prefix }: NamespaceView,
  about: Omit<ObservedTime, 'prefix' | 'dropped'>,
): Report {
  const { dropped } = journal.report();
  return judgeObserved(REQUIREMENTS, journal.entries(), { ...about, prefix, dropped });
}

/** Waits for a signal, such as Ctrl-C, for the file, or for the idle time. */
async function untilEnded(fake: FourSharedFake, { untilIdle, untilFile }: ObserveOptions): Promise<void> {
  let signalled = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      signalled = true;
    });
  let seen = 0;
  let used = false;
  let since = performance.now();
  while (!signalled && !(untilFile !== undefined && existsSync(untilFile))) {
    await sleep(LOOK_EVERY_MS);
    const asked = exchanges(fake);
    if (asked !== seen) since = performance.now();
    seen = asked;
    used ||= asked > 0;
    if (untilIdle !== undefined && used && performance.now() - since >= untilIdle) return;
  }
}
