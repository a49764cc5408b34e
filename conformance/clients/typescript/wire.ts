import { abortedBy, connectionFailure, Failure } from './failure.js';

/** How the network is used. */
export interface Wire {
  readonly fetch: typeof fetch;
  /** Milliseconds in which something must move. */
  readonly timeout: number;
}

/** Says that something moved, so that there is time again. */
type Stir = () => void;

/**
 * One exchange by fetch, from the request to the last byte that is read of the answer. It ends when nothing moves for the
 * time-out.
 * @param exchange is called with the signal that ends it, and with what it has to call as bytes go and come
 * @throws Failure of kind `connection` or `aborted`, and what `exchange` throws as a Failure
 */
export async function overWire<Result>(
  { timeout }: Wire,
  given: AbortSignal | undefined,
  exchange: (signal: AbortSignal, stir: Stir) => Promise<Result>,
): Promise<Result> {
  if (given?.aborted) throw abortedBy(given);
  const patience = new AbortController();
  const timer = setTimeout(() => {
    patience.abort(new Failure('connection', `nothing moved for ${timeout} ms`));
  }, timeout);
  const signal = given ? AbortSignal.any([given, patience.signal]) : patience.signal;
  try {
    return await exchange(signal, () => timer.refresh());
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (given?.aborted) throw abortedBy(given);
    throw connectionFailure(patience.signal.aborted ? patience.signal.reason : error);
  } finally {
    clearTimeout(timer);
  }
}

/** The end of waiting for something that goes on for others. @throws Failure of kind `aborted` */
export function unlessAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const give = (): void => reject(abortedBy(signal));
    if (signal.aborted) return give();
    signal.addEventListener('abort', give, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

/** A signal that ends when either does. */
export function either(
  one: AbortSignal | undefined,
  other: AbortSignal | undefined,
): AbortSignal | undefined {
  return one && other ? AbortSignal.any([one, other]) : (one ?? other);
}
