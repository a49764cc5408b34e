import { parentPort, workerData } from 'node:worker_threads';
import type { MutantResult, MutantRun } from './find-mutant.js';
import type { Mutant } from './mutant.js';

/** One mutant with one seed. */
export interface MutantTask {
  readonly mutant: Mutant;
  readonly seed: number;
}

/** The input of a thread that runs mutants. */
export interface MutantShare extends Omit<MutantRun, 'seed'> {
  readonly tasks: readonly MutantTask[];
  /** Mutants that run concurrently. */
  readonly lanes: number;
}

/** A message of the thread. `trouble`: the run failed for another reason than the mutant. */
export type MutantMessage = MutantResult | (MutantTask & { readonly trouble: string });

/** Runs the mutants of this thread, and posts a message for each. */
export async function runMutants(
  runMutant: (mutant: Mutant, run: MutantRun) => Promise<MutantResult>,
): Promise<void> {
  const { tasks, lanes, ...run } = workerData as MutantShare;
  const waiting = [...tasks];
  const messageOf = async ({ mutant, seed }: MutantTask): Promise<MutantMessage> => {
    try {
      return await runMutant(mutant, { ...run, seed });
    } catch (error) {
      return { mutant, seed, trouble: error instanceof Error ? error.message : String(error) };
    }
  };
  const lane = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift())
      parentPort?.postMessage(await messageOf(task));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
