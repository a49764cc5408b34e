/** The result of `beforeDeadline` for a promise that took too long. */
export const LATE = Symbol('late');

/** The longest that a timer can wait, in milliseconds. */
const LONGEST_MS = 2_147_483_647;

/**
 * Waits for a promise until a deadline. A promise that is late goes on, and its rejection is ignored.
 * @param ms milliseconds from now; a time that no timer can wait is no deadline
 * @param late the result after the deadline
 */
export async function beforeDeadline<Value, Late = typeof LATE>(
  promise: Promise<Value>,
  ms: number,
  late: Late | typeof LATE = LATE,
): Promise<Value | Late> {
  if (ms > LONGEST_MS) return promise;
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<Late>((resolve) => {
    timer = setTimeout(() => resolve(late as Late), ms);
  });
  promise.catch(() => {});
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
