import { parentPort, workerData } from 'node:worker_threads';
import type { Fault } from './fault.js';
import type { FaultFound, FaultRun } from './find-fault.js';

/** One fault with one seed. */
export interface FaultTask<Faulty extends Fault = Fault> {
  readonly fault: Faulty;
  readonly seed: number;
}

/** What a thread is given that goes through faults. */
export interface FaultShare<Faulty extends Fault = Fault> extends Omit<FaultRun, 'seed'> {
  readonly tasks: readonly FaultTask<Faulty>[];
  /** Faults side by side. */
  readonly lanes: number;
}

/** What it tells. `trouble` is what went wrong besides whoever has the fault. */
export type FaultNews = FaultFound | (FaultTask & { readonly trouble: string });

/** Goes through the faults that this thread was given, and tells of each what became of it. */
export async function goThroughFaults<Faulty extends Fault>(
  runFault: (fault: Faulty, run: FaultRun) => Promise<FaultFound>,
): Promise<void> {
  const { tasks, lanes, ...run } = workerData as FaultShare<Faulty>;
  const waiting = [...tasks];
  const news = async ({ fault, seed }: FaultTask<Faulty>): Promise<FaultNews> => {
    try {
      return await runFault(fault, { ...run, seed });
    } catch (error) {
      return { fault, seed, trouble: error instanceof Error ? error.message : String(error) };
    }
  };
  const lane = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) parentPort?.postMessage(await news(task));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
