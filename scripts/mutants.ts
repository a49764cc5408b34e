import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Command, InvalidArgumentError } from 'commander';
import type { FaultNews, FaultShare, FaultTask } from '../conformance/clients/broken/fault-worker.js';
import { FAULTS } from '../conformance/clients/broken/faults.js';
import { isAsForetold } from '../conformance/clients/broken/run-faults.js';
import { DEFAULTS } from '../conformance/runner/options.js';

// `npm run mutants`: the kit's own test. Each broken client must be failed by the requirement that its fault is about, and
// besides by none but those that its fault foretells.

interface Options {
  readonly seeds: number;
  readonly firstSeed: number;
  readonly only?: string[];
  readonly runs: number;
  readonly others: number;
  readonly jobs: number;
}

/** Faults side by side in a thread: much of the time of one goes by in waiting. */
const LANES = 4;

const options = new Command('mutants')
  .description('Sees whether the kit finds the faults of clients that have one each.')
  .option('--seeds <count>', 'seeds to go through', atLeast(1), 1)
  .option('--first-seed <seed>', 'the first one of them', atLeast(0), 1)
  .option('--only <ids...>', 'ids of the requirements whose faults are looked for')
  .option('--runs <count>', 'cases of the requirement that must find the fault', atLeast(1), DEFAULTS.runs)
  .option('--others <count>', 'cases of each other requirement, 0 for none', atLeast(0), 3)
  .option('--jobs <count>', 'threads', atLeast(1), availableParallelism())
  .parse()
  .opts<Options>();

const started = performance.now();
const news: FaultNews[] = [];
const shares = dealtOut(chosenTasks(options), options.jobs);
await Promise.all(shares.map(work));
const foretold = news.filter(isFine).length;
const seconds = ((performance.now() - started) / 1000).toFixed(0);
process.stdout.write(`${foretold} of ${news.length} as foretold, ${seconds} s\n`);
if (foretold < news.length) process.exitCode = 1;

function atLeast(least: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,6}$/.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`It must be a whole number from ${least} on.`);
  };
}

function chosenTasks({ only, seeds, firstSeed }: Options): FaultTask[] {
  const unknown = only?.filter((id) => !FAULTS.some(({ requirement }) => requirement === id)) ?? [];
  if (unknown.length > 0) {
    process.stderr.write(`There is no fault for ${unknown.join(', ')}.\n`);
    process.exit(2);
  }
  const chosen = FAULTS.filter(({ requirement }) => only?.includes(requirement) ?? true);
  return Array.from({ length: seeds }, (_, i) =>
    chosen.map((fault) => ({ fault, seed: firstSeed + i })),
  ).flat();
}

function dealtOut(tasks: readonly FaultTask[], count: number): FaultTask[][] {
  return Array.from({ length: count }, (_, share) => tasks.filter((_task, i) => i % count === share));
}

async function work(tasks: readonly FaultTask[]): Promise<void> {
  const { runs, others } = options;
  const share: FaultShare = { tasks, lanes: LANES, runs, runsOfOthers: others };
  const worker = new Worker(new URL('../conformance/clients/broken/fault-worker.js', import.meta.url), {
    workerData: share,
  });
  worker.on('message', (each: FaultNews) => {
    news.push(each);
    process.stdout.write(rowOf(each));
  });
  await once(worker, 'exit');
}

function isFine(each: FaultNews): boolean {
  return !('trouble' in each) && isAsForetold(each);
}

function rowOf(each: FaultNews): string {
  const { requirement, what } = each.fault;
  const row = (mark: string, more = ''): string =>
    `${requirement}  seed ${String(each.seed).padEnd(3)} ${mark.padEnd(8)} ${what}${more}\n`;
  if ('trouble' in each) return `${row('TROUBLE')}       ${each.trouble}\n`;
  const { foundAfter, consequences, unexpected } = each;
  const mark = foundAfter === undefined ? 'MISSED' : `${foundAfter} run${foundAfter === 1 ? '' : 's'}`;
  const seen = consequences.length === 0 ? '' : ` Besides: ${consequences.join(' ')}.`;
  return row(mark, seen) + unexpected.map((other) => `       UNEXPECTED ${other}\n`).join('');
}
