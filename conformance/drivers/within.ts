/** Stands for a promise that took too long. */
export const LATE = Symbol('late');

/** The longest that a timer can wait. */
const LONGEST_MS = 2_147_483_647;

/** Waits for a promise, but no longer than so many milliseconds; `Infinity` is for ever. */
export async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | typeof LATE> {
  if (ms > LONGEST_MS) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(resolve, ms, LATE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
