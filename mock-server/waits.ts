/**
 * The ways to wait, on any platform: for an event, for a time, or for either. They end when their signal aborts, and
 * leave no timer and no listener behind.
 */

/**
 * Waits for an event. Resolves when it happens, or when the signal aborts: `signal.aborted` tells which.
 * @param listen begins to listen, and returns how to stop; it calls `done` later, not at once
 */
export function event(listen: (done: () => void) => () => void, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      stop();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const stop = listen(done);
    signal?.addEventListener('abort', done);
  });
}

/**
 * Waits for a time, or until the signal aborts.
 * @param ms milliseconds; undefined: only for the signal
 */
export const delay = (ms: number | undefined, signal?: AbortSignal): Promise<void> =>
  event((done) => {
    const timer = ms === undefined ? undefined : setTimeout(done, ms);
    return () => clearTimeout(timer);
  }, signal);

/**
 * Waits with a deadline.
 * @param ms milliseconds
 * @param wait is given a signal that aborts at the deadline, or with `signal`
 */
export async function deadline<Result>(
  ms: number,
  signal: AbortSignal,
  wait: (end: AbortSignal) => Promise<Result>,
): Promise<Result> {
  // Not AbortSignal.any([signal, AbortSignal.timeout(ms)]): in Node 20 it may be collected as garbage, and never aborts.
  const end = new AbortController();
  const stop = (): void => end.abort();
  const timer = setTimeout(stop, ms);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await wait(end.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
