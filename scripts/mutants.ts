import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Command, InvalidArgumentError } from 'commander';
import { FAULTS } from '../conformance/clients/broken/faults.js';
import type { Fault } from '../conformance/mutants/fault.js';
import type { FaultNews, FaultShare, FaultTask } from '../conformance/mutants/fault-thread.js';
import { isAsForetold } from '../conformance/mutants/find-fault.js';
import { DEFAULTS } from '../conformance/runner/options.js';
import { SERVER_FAULTS } from '../conformance/server-suite/broken/faults.js';

// `npm run mutants`: the kit's own test. Each broken client or server must be failed by the rule that its fault is about, and
// besides by none but those that its fault foretells.

interface Options {
  readonly servers: boolean;
  readonly seeds: number;
  readonly firstSeed: number;
  readonly only?: string[];
  readonly runs: number;
  readonly others: number;
  readonly jobs: number;
}

/** Who has faults, and the thread that goes through them. */
interface Faulty {
  readonly faults: readonly Fault[];
  readonly worker: URL;
}

const CLIENTS: Faulty = {
  faults: FAULTS,
  worker: new URL('../conformance/clients/broken/fault-worker.js', import.meta.url),
};
const SERVERS: Faulty = {
  faults: SERVER_FAULTS,
  worker: new URL('../conformance/server-suite/broken/fault-worker.js', import.meta.url),
};

/** Faults side by side in a thread: much of the time of one goes by in waiting. */
const LANES = 4;

const options = new Command('mutants')
  .description('Sees whether the kit finds the faults of clients, or of servers, that have one each.')
  .option('--servers', 'faults of servers instead of clients', false)
  .option('--seeds <count>', 'seeds to go through', atLeast(1), 1)
  .option('--first-seed <seed>', 'the first one of them', atLeast(0), 1)
  .option('--only <ids...>', 'ids of the rules whose faults are looked for')
  .option('--runs <count>', 'cases of the rule that must find the fault', atLeast(1), DEFAULTS.runs)
  .option('--others <count>', 'cases of each other rule, 0 for none', atLeast(0), 3)
  .option('--jobs <count>', 'threads', atLeast(1), availableParallelism())
  .parse()
  .opts<Options>();

const faulty = options.servers ? SERVERS : CLIENTS;
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
  const unknown = only?.filter((id) => !faulty.faults.some(({ rule }) => rule === id)) ?? [];
  if (unknown.length > 0) {
    process.stderr.write(`There is no fault for ${unknown.join(', ')}.\n`);
    process.exit(2);
  }
  const chosen = faulty.faults.filter(({ rule }) => only?.includes(rule) ?? true);
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
  const worker = new Worker(faulty.worker, { workerData: share });
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
  const { rule, what } = each.fault;
  const row = (mark: string, more = ''): string =>
    `${rule}  seed ${String(each.seed).padEnd(3)} ${mark.padEnd(8)} ${what}${more}\n`;
  if ('trouble' in each) return `${row('TROUBLE')}       ${each.trouble.split('\n', 1)}\n`;
  const { foundAfter, consequences, unexpected } = each;
  const mark = foundAfter === undefined ? 'MISSED' : `${foundAfter} run${foundAfter === 1 ? '' : 's'}`;
  const seen = consequences.length === 0 ? '' : ` Besides: ${consequences.join(' ')}.`;
  return row(mark, seen) + unexpected.map((other) => `       UNEXPECTED ${other}\n`).join('');
}
