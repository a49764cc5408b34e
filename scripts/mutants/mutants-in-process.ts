import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FaultNews, FaultShare, FaultTask } from '../../conformance/self-test/fault-thread.js';
import { isAsForetold } from '../../conformance/self-test/find-fault.js';

/** Faults side by side in a thread: much of the time of one goes by in waiting. */
const LANES = 4;

export interface ThreadedRun {
  /** The thread that goes through faults. */
  readonly worker: URL;
  readonly tasks: readonly FaultTask[];
  readonly jobs: number;
  readonly runs: number;
  readonly others: number;
}

/** Goes through faults in threads, and prints a row of each. @returns how it ended, and whether it ended well */
export async function goThroughInThreads(
  { worker, tasks, jobs, runs, others }: ThreadedRun,
  print: (text: string) => void,
): Promise<{ readonly summary: string; readonly isFine: boolean }> {
  const news: FaultNews[] = [];
  const work = async (share: readonly FaultTask[]): Promise<void> => {
    const workerData: FaultShare = { tasks: share, lanes: LANES, runs, runsOfOthers: others };
    const thread = new Worker(worker, { workerData });
    thread.on('message', (each: FaultNews) => {
      news.push(each);
      print(rowOf(each));
    });
    await once(thread, 'exit');
  };
  await Promise.all(dealtOut(tasks, jobs).map(work));
  const foretold = news.filter(isFine).length;
  return { summary: `${foretold} of ${news.length} as foretold`, isFine: foretold === news.length };
}

function dealtOut(tasks: readonly FaultTask[], count: number): FaultTask[][] {
  return Array.from({ length: count }, (_, share) => tasks.filter((_task, i) => i % count === share));
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
