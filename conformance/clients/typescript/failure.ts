import type { UploadHandle } from './upload-handle.js';

/**
 * What went wrong. `refused`: the service says no, or something that is no yes. `fault`: it answers with a SOAP fault.
 * `unreadable`: what it answers is no SOAP, or not what its description says. `connection`: there is no answer. `damaged`:
 * the bytes are not what they should be. `unsupported`: the description has no such function. `source`: what is to be
 * uploaded cannot be read, or has changed. `target`: where a download goes cannot be written. `aborted`: the caller gave up.
 */
export type FailureKind =
  | 'refused'
  | 'fault'
  | 'unreadable'
  | 'connection'
  | 'damaged'
  | 'unsupported'
  | 'source'
  | 'target'
  | 'aborted';

/** What cannot be done, in an orderly way. The message is for a person, `kind` for a program. */
export class Failure extends Error {
  override readonly name: string = 'Failure';

  constructor(
    readonly kind: FailureKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The SOAP fault that a function was answered with. The message is its faultstring. */
export class ServiceFault extends Failure {
  override readonly name = 'ServiceFault';

  /**
   * @param code faultcode without its prefix, such as `Server` or `Client`
   * @param exceptionClass Java class of the declared exception; jax3 tells it, jax2 does not
   * @param details text of the declared exception
   */
  constructor(
    readonly code: string,
    message: string,
    readonly exceptionClass: string | undefined,
    readonly details: string | undefined,
  ) {
    super('fault', message === '' ? 'a fault without a text' : message);
  }
}

/** An answer that is no SOAP, or not the one that the description tells of. */
export class UnreadableReply extends Failure {
  override readonly name = 'UnreadableReply';

  /** @param status of HTTP, when there was an answer with one of its own */
  constructor(
    message: string,
    readonly status?: number,
    options?: ErrorOptions,
  ) {
    super('unreadable', message, options);
  }
}

/** An upload that ended early. What was sent stays reserved: go on by the handle, or give it to `cancel`. */
export class UploadStopped extends Failure {
  override readonly name = 'UploadStopped';

  /** @param cause why it ended; its kind and message are those of this failure */
  constructor(
    override readonly cause: Failure,
    readonly handle: UploadHandle,
  ) {
    super(cause.kind, cause.message, { cause });
  }
}

/** The failure that a caller's signal makes of whatever was under way. */
export const abortedBy = (signal: AbortSignal): Failure =>
  new Failure('aborted', 'it was given up', { cause: signal.reason });

/** What the connection itself failed with, as a failure. */
export function connectionFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const message = error instanceof Error ? `${error.message}${cause}` : String(error);
  return new Failure('connection', message, { cause: error });
}

const PASSING_STATUS: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Whether another attempt may end otherwise: nothing was answered, or a server on the way says that it cannot now. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Failure &&
  (error.kind === 'connection' ||
    (error instanceof UnreadableReply && error.status !== undefined && PASSING_STATUS.has(error.status)));
