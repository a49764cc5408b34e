import type { ClientOutcome, OperationName, ResultOf } from '../../drivers/index.js';

/** The result of an operation of the client. Drivers have checked its shape. */
export function resultOf<Name extends OperationName>(
  said: ClientOutcome,
  _operation: Name,
): ResultOf<Name> | undefined {
  return said.kind === 'ok' ? (said.result as ResultOf<Name>) : undefined;
}
