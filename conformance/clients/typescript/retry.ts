import { setTimeout as sleep } from 'node:timers/promises';
import { abortedBy } from './failure.js';

/** How often something is tried again, and how long is waited before. */
export interface Retry {
  /** Attempts after the first one. */
  readonly retries: number;
  /** Milliseconds before the second attempt, doubled before each further one, and never more than `longest`. */
  readonly delay: { readonly first: number; readonly longest: number };
}

/**
 * Tries until it succeeds.
 * @param isWorthwhile whether what an attempt failed with may pass
 * @param signal ends the waiting, and further attempts
 */
export async function repeated<Result>(
  attempt: () => Promise<Result>,
  retry: Retry,
  isWorthwhile: (error: unknown) => boolean | Promise<boolean>,
  signal?: AbortSignal | undefined,
): Promise<Result> {
  for (let failed = 0; ; failed++) {
    try {
      return await attempt();
    } catch (error) {
      if (failed >= retry.retries || signal?.aborted || !(await isWorthwhile(error))) throw error;
    }
    await pause(retry, failed, signal);
  }
}

/** Waits before another attempt. Half of the time is left to chance, so that clients do not come back all at once. */
export async function pause(
  { delay }: Retry,
  failed: number,
  signal?: AbortSignal | undefined,
): Promise<void> {
  const most = Math.min(delay.longest, delay.first * 2 ** failed);
  const ms = most * (0.5 + Math.random() / 2);
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    throw signal?.aborted ? abortedBy(signal) : error;
  }
}
