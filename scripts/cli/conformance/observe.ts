import { existsSync } from 'node:fs';
import { format, parse } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { judgeObserved, type ObservedTime } from '../../../conformance/client-suite/observed.js';
import type { Report } from '../../../conformance/client-suite/report.js';
import { REQUIREMENTS } from '../../../conformance/client-suite/requirements/index.js';
import { exitCode, type Level } from '../../../conformance/engine/index.js';
import type { FourSharedFake } from '../../../mock-server/index.js';
import type { NamespaceView } from '../../../mock-server/namespaces/index.js';
import { banner, readyLine } from '../banner.js';
import type { ReportOutput } from '../option-values.js';
import { explain, type ServeOptions, startServer } from '../serve.js';
import { prepareReports, terminalFor, writeReports } from '../write-reports.js';

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
    process.stdout.write(
      options.json ? `${readyLine(fake)}\n` : banner(fake, options.host, options.control !== false),
    );
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

/** Number of exchanges so far in all namespaces. Dropping a namespace lowers it. */
const exchanges = (fake: FourSharedFake): number =>
  fake.namespaces().reduce((sum, { journal }) => sum + journal.report().lastSeq, 0);

/** Names of the namespaces that got requests; the empty name first. */
function usedNamespaces(fake: FourSharedFake): string[] {
  return fake
    .namespaces()
    .filter(({ journal }) => {
      const { entries, dropped } = journal.report();
      return entries + dropped > 0;
    })
    .map(({ name }) => name);
}

/** The file of one of several reports: the given file without a namespace, else a file beside it. */
function ofNamespace(output: ReportOutput, name: string): ReportOutput {
  if (name === '' || output.path === '-') return output;
  const { root, dir, name: stem, ext } = parse(output.path);
  return { ...output, path: format({ root, dir, name: `${stem}.~${name}`, ext }) };
}

const textOf = (name: string): string => (name === '' ? 'no namespace' : `~${name}`);

/** The heading of one of several reports. */
const headingOf = (name: string): string => (name === '' ? 'Without a namespace' : `Namespace ~${name}`);

/** The sentence for a chosen namespace without requests: it lists the used ones. */
function unusedText(name: string, used: readonly string[]): string {
  if (used.length === 0) return 'No namespace got any requests.';
  const without =
    name === '' ? 'There were no requests without a namespace.' : `Namespace ~${name} got no requests.`;
  return `${without} Used: ${used.map(textOf).join(', ')}.`;
}
