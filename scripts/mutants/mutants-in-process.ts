import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { isAsExpected } from '../../conformance/self-test/find-mutant.js';
import type { Mutant } from '../../conformance/self-test/mutant.js';
import type { MutantMessage, MutantShare, MutantTask } from '../../conformance/self-test/mutant-thread.js';

/** Concurrent mutants of a thread: each waits most of its time. */
const LANES = 4;

interface ThreadedRun {
  /** The table of the thread. */
  readonly mutants: readonly Mutant[];
  /** The module of the thread. */
  readonly worker: URL;
  readonly tasks: readonly MutantTask[];
  readonly jobs: number;
  readonly runs: number;
  readonly others: number;
}

/** Runs mutants in threads, and prints a row for each. @returns a summary, and whether all are as expected */
export async function runInThreads(
  { mutants, worker, tasks, jobs, runs, others }: ThreadedRun,
  print: (text: string) => void,
): Promise<{ readonly summary: string; readonly isFine: boolean }> {
  const results: MutantMessage[] = [];
  const work = async (share: readonly MutantTask[]): Promise<void> => {
    const workerData: MutantShare = { tasks: share, lanes: LANES, runs, runsOfOthers: others };
    const thread = new Worker(worker, { workerData });
    thread.on('message', (each: MutantMessage) => {
      results.push(each);
      print(rowOf(each, mutants[each.at]));
    });
    await once(thread, 'exit');
  };
  await Promise.all(dealtOut(tasks, jobs).map(work));
  const expected = results.filter(isFine).length;
  return { summary: `${expected} of ${results.length} as expected`, isFine: expected === results.length };
}

function dealtOut(tasks: readonly MutantTask[], count: number): MutantTask[][] {
  return Array.from({ length: count }, (_, share) => tasks.filter((_task, i) => i % count === share));
}

function isFine(each: MutantMessage): boolean {
  return !('trouble' in each) && isAsExpected(each);
}

function rowOf(each: MutantMessage, mutant: Mutant | undefined): string {
  const { requirement = '', what = '' } = mutant ?? {};
  const row = (mark: string, more = ''): string =>
    `${requirement}  seed ${String(each.seed).padEnd(3)} ${mark.padEnd(8)} ${what}${more}\n`;
  if ('trouble' in each) return `${row('TROUBLE')}       ${each.trouble.split('\n', 1)}\n`;
  const { foundAfter, consequences, unexpected } = each;
  const mark = foundAfter === undefined ? 'MISSED' : `${foundAfter} run${foundAfter === 1 ? '' : 's'}`;
  const seen = consequences.length === 0 ? '' : ` Besides: ${consequences.join(' ')}.`;
  return row(mark, seen) + unexpected.map((other) => `       UNEXPECTED ${other}\n`).join('');
}
