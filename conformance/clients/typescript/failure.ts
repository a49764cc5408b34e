import type { UploadHandle } from './upload-handle.js';

/**
 * What went wrong. `refused`: the service refuses, or returns an unusable result. `fault`: it answers with a SOAP Fault.
 * `unreadable`: its answer is not SOAP, or not as described. `connection`: there is no answer. `damaged`: the bytes differ.
 * `unsupported`: the description has no such operation. `source`: the source of an upload cannot be read, or has changed.
 * `target`: the target of a download cannot be written. `aborted`: the caller aborted.
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

/** Any failure of the client. `message` is for people, `kind` for programs. */
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

/** The SOAP Fault that answered an operation. The message is its faultstring. */
export class ServiceFault extends Failure {
  override readonly name = 'ServiceFault';

  /**
   * @param code faultcode without its prefix, such as `Server` or `Client`
   * @param exceptionClass Java class of the declared exception; sent by jax3, not by jax2
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

/** An answer that is not SOAP, or not as the description says. */
export class UnreadableReply extends Failure {
  override readonly name = 'UnreadableReply';

  /** @param status HTTP status, if there was an answer */
  constructor(
    message: string,
    readonly status?: number,
    options?: ErrorOptions,
  ) {
    super('unreadable', message, options);
  }
}

/** An upload that stopped early. The sent parts stay reserved: resume with `handle`, or pass it to `cancel`. */
export class UploadStopped extends Failure {
  override readonly name = 'UploadStopped';

  /** @param cause the reason; this failure has its kind and message */
  constructor(
    override readonly cause: Failure,
    readonly handle: UploadHandle,
  ) {
    super(cause.kind, cause.message, { cause });
  }
}

/** The failure of an operation that the caller's signal aborted. */
export const abortedBy = (signal: AbortSignal): Failure =>
  new Failure('aborted', 'it was given up', { cause: signal.reason });

/** A network error as a failure. */
export function connectionFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const message = error instanceof Error ? `${error.message}${cause}` : String(error);
  return new Failure('connection', message, { cause: error });
}

const PASSING_STATUS: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Whether another attempt may succeed: there was no answer, or a gateway reported that it is overloaded. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Failure &&
  (error.kind === 'connection' ||
    (error instanceof UnreadableReply && error.status !== undefined && PASSING_STATUS.has(error.status)));
