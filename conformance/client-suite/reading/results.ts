import type { ClientOutcome, OperationName, ResultOf } from '../../drivers/index.js';

/** What a client answered. Drivers have seen to it that it has the shape that the operation asks for. */
export function resultOf<Name extends OperationName>(
  said: ClientOutcome,
  _operation: Name,
): ResultOf<Name> | undefined {
  return said.kind === 'ok' ? (said.result as ResultOf<Name>) : undefined;
}
