import { parentPort, workerData } from 'node:worker_threads';
import { openCaseStage } from '../../runner/case-stage.js';
import type { Fault } from './fault.js';
import { type FaultFound, type FaultRun, PATIENCE_MS, runFault } from './run-faults.js';

// A thread that goes through faults with a fake of its own, and tells of each what became of it.

/** One fault with one seed. */
export interface FaultTask {
  readonly fault: Fault;
  readonly seed: number;
}

/** What the thread is given. */
export interface FaultShare extends Pick<FaultRun, 'runs' | 'runsOfOthers'> {
  readonly tasks: readonly FaultTask[];
  /** Faults side by side. */
  readonly lanes: number;
}

/** What it tells. `trouble` is what went wrong besides the client. */
export type FaultNews = FaultFound | (FaultTask & { readonly trouble: string });

const { tasks, lanes, runs, runsOfOthers } = workerData as FaultShare;
const waiting = [...tasks];
const stage = await openCaseStage({ timeoutMs: PATIENCE_MS, concurrency: 4 });
try {
  await Promise.all(Array.from({ length: lanes }, lane));
} finally {
  await stage.close();
}

async function lane(): Promise<void> {
  for (let task = waiting.shift(); task; task = waiting.shift()) parentPort?.postMessage(await news(task));
}

async function news({ fault, seed }: FaultTask): Promise<FaultNews> {
  try {
    return await runFault(fault, { stage, seed, runs, runsOfOthers });
  } catch (error) {
    return { fault, seed, trouble: error instanceof Error ? error.message : String(error) };
  }
}
