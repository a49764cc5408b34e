import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../conformance/reports/report.js';
import { REQUIREMENTS } from '../conformance/requirements/index.js';
import type { Level } from '../conformance/requirements/requirement.js';
import { judgeObserved } from '../conformance/runner/observed.js';
import { exitCode } from '../conformance/runner/verdict.js';
import type { FourShared } from '../mock-server/index.js';
import { banner, readyLine } from './banner.js';
import type { ReportOutput } from './report-outputs.js';
import { explain, type ServeOptions, startServer } from './serve.js';
import { writeReports } from './write-reports.js';

/** The command-line options of `observe`, checked. Times are in milliseconds. */
export interface ObserveOptions extends ServeOptions {
  readonly untilIdle?: number;
  readonly untilFile?: string;
  readonly level: Level;
  readonly report?: readonly ReportOutput[];
}

/** An afternoon of using an app. What does not fit is told. */
const JOURNAL = { entries: 1_000_000, bytes: 512 * 1024 * 1024 };
const LOOK_EVERY_MS = 100;

/** @returns exit code */
export async function observe(options: ObserveOptions): Promise<number> {
  const started = new Date();
  let fake: FourShared;
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
    const report = reportOn(fake, started, options.level);
    await writeReports(report, options.report);
    return exitCode(report);
  } catch (error) {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  } finally {
    await fake.close();
  }
}

function reportOn(fake: FourShared, started: Date, level: Level): Report {
  const { journal } = fake.namespace();
  const { dropped } = journal.report();
  return judgeObserved(REQUIREMENTS, journal.entries(), {
    started,
    ended: new Date(),
    level,
    address: fake.url,
    dropped,
  });
}

/** Ctrl-C, another signal, a file, or that nobody asks for anything any more. */
async function untilEnded(fake: FourShared, { untilIdle, untilFile }: ObserveOptions): Promise<void> {
  let signalled = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      signalled = true;
    });
  let seen = 0;
  let since = performance.now();
  while (!signalled && !(untilFile !== undefined && existsSync(untilFile))) {
    await sleep(LOOK_EVERY_MS);
    const { lastSeq } = fake.namespace().journal.report();
    if (lastSeq !== seen) since = performance.now();
    seen = lastSeq;
    if (untilIdle !== undefined && seen > 0 && performance.now() - since >= untilIdle) return;
  }
}
