/** The moment from which on nothing new is begun. */
export interface Deadline {
  passed(): boolean;
}

/** @param ms time from now on; undefined: no end but that of the signal */
export function deadlineIn(ms: number | undefined, signal?: AbortSignal): Deadline {
  const end = ms === undefined ? Number.POSITIVE_INFINITY : performance.now() + ms;
  return { passed: () => signal?.aborted === true || performance.now() >= end };
}
