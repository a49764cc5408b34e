import type { RunDetails } from 'fast-check';

/** Where a run that failed is found again: fast-check's seed, and its paths to the run and to the commands of it. */
export interface Replay {
  readonly seed: number;
  readonly path: string;
  readonly replayPath: string;
}

/** The run to repeat, from a text such as `howToReplay` prints. */
export function readReplay(text: string | undefined): Replay | undefined {
  if (text === undefined) return undefined;
  const [, seed, path, replayPath] = /^(-?\d+),([\d:]+),(\S+)$/.exec(text) ?? [];
  if (seed === undefined || path === undefined || replayPath === undefined)
    throw new Error(`MODEL_REPLAY is "${text}", but must be as a failed run prints it: seed,path,replayPath`);
  return { seed: Number(seed), path, replayPath };
}

/** The command line that repeats a run; `counterexample` is its text, which tells the path to its commands. */
export function howToReplay(
  { seed, counterexamplePath }: Pick<RunDetails<unknown>, 'seed' | 'counterexamplePath'>,
  counterexample: string,
  test: string,
): string {
  const [, replayPath] = /replayPath="([^"]*)"/.exec(counterexample) ?? [];
  return `MODEL_REPLAY='${seed},${counterexamplePath},${replayPath}' npx vitest run --config scripts/vitest.config.ts ${test}`;
}
