import type { ClientOutcome, ReportedError } from './client-under-test.js';

/**
 * The outcome of a call, as the rest of a sentence about the client.
 * @param failure how a reported failure is shown. Default: its kind and message
 */
export function outcomeText(
  outcome: ClientOutcome,
  failure: (error: ReportedError) => string = ({ kind, message }) => `${kind}: ${message || 'no message'}`,
): string {
  switch (outcome.kind) {
    case 'ok':
      return 'claimed success';
    case 'error':
      return `reported a failure: ${failure(outcome.error)}`;
    case 'unsupported':
      return 'reported the operation as unsupported';
    case 'crashed':
      return `crashed: ${outcome.how}`;
    case 'timed-out':
      return `did not respond within ${outcome.afterMs} ms`;
  }
}
