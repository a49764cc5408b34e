import { parentPort, workerData } from 'node:worker_threads';
import type { MutantResult, MutantRun } from './find-mutant.js';
import type { Mutant } from './mutant.js';

/** One mutant with one seed. */
export interface MutantTask {
  /** Index in the table of mutants, which a thread reads itself: functions cannot be sent to it. */
  readonly at: number;
  readonly seed: number;
}

/** The input of a thread that runs mutants. */
export interface MutantShare extends Omit<MutantRun, 'seed'> {
  readonly tasks: readonly MutantTask[];
  /** Mutants that run concurrently. */
  readonly lanes: number;
}

/** A message of the thread: the result, or why there is none for another reason than the mutant. */
export type MutantMessage = MutantTask & (MutantResult | { readonly trouble: string });

/** Runs the mutants of this thread, and posts a message for each. */
export async function runMutants<Each extends Mutant>(
  mutants: readonly Each[],
  runMutant: (mutant: Each, run: MutantRun) => Promise<MutantResult>,
): Promise<void> {
  const { tasks, lanes, ...run } = workerData as MutantShare;
  const waiting = [...tasks];
  const messageOf = async ({ at, seed }: MutantTask): Promise<MutantMessage> => {
    try {
      const mutant = mutants[at];
      if (!mutant) throw new RangeError(`There is no mutant ${at}.`);
      return { at, seed, ...(await runMutant(mutant, { ...run, seed })) };
    } catch (error) {
      return { at, seed, trouble: error instanceof Error ? error.message : String(error) };
    }
  };
  const lane = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift())
      parentPort?.postMessage(await messageOf(task));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
