/** How time passes. */
export interface Timing {
  sleep(ms: number): Promise<void>;
  /** Aborted when nobody waits for the bytes any more: what sleeps or stalls then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits so many milliseconds; without a number, until somebody gives up.
 * @throws the reason of the signal when that is aborted
 */
export function pause(ms: number | undefined, { sleep, signal }: Timing): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal?.reason);
    if (signal?.aborted) return giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    if (ms === undefined) return;
    const done = (): void => signal?.removeEventListener('abort', giveUp);
    sleep(ms).then(resolve, reject).finally(done);
  });
}
