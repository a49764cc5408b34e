/** What cannot be done, in an orderly way. The message is for a person, `kind` for a program. */
export class Failure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    /** With it, `resume` can go on where an upload stopped. */
    readonly handle?: string,
  ) {
    super(message);
    // What is shown in front of the message.
    this.name = kind;
  }
}

/**
 * `refused`: the service says no, or something that is no yes. `fault`: it answers with a SOAP fault. `unreadable`: what
 * it answers is no SOAP. `connection`: there is no answer. `damaged`: the bytes are not what they should be.
 */
export type FailureKind = 'refused' | 'fault' | 'unreadable' | 'connection' | 'damaged';

/** Anything that was thrown, as a failure. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return new Failure('connection', error instanceof Error ? `${error.message}${cause}` : String(error));
}
