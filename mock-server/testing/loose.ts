/** As JavaScript calls it, without a compiler that would refuse it. */
export type Loose = (...given: readonly unknown[]) => unknown;
export const loose = (called: unknown): Loose => called as Loose;

/** What a call fails with, at once or later. */
export async function failure(call: () => unknown): Promise<Error> {
  try {
    const value = await call();
    throw new Error(`nothing was refused, and the answer is ${String(value)}`);
  } catch (error) {
    return error as Error;
  }
}
