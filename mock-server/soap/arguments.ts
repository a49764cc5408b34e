import {
  type Argument,
  OPERATIONS,
  type Operation,
  type OperationName,
  type Operations,
  SERVICE_NAMESPACE,
  type Version,
} from '../../wsdl/contract.js';
import { type Element, type Reading, seenChildren } from './element.js';
import { clark, type QualifiedName, refusals } from './faults.js';
import { type TypeReader, typeReader } from './type-readers.js';
import { shown } from './warnings.js';

/** An operation with its arguments; the types depend on the operation. */
export type Call = {
  [Name in OperationName]: { readonly operation: Name; readonly args: Operations[Name]['args'] };
}[OperationName];

interface Part extends Argument {
  readonly reader: TypeReader;
}

/** An operation of one version, ready to read its arguments. */
export interface Dispatch {
  readonly operation: Operation;
  readonly parts: readonly Part[];
}

function dispatchTable(version: Version): ReadonlyMap<string, Dispatch> {
  const operations = Object.values(OPERATIONS).filter(({ since }) => since === 'jax2' || version === 'jax3');
  return new Map(
    operations.map((operation) => [
      operation.name,
      { operation, parts: operation.args.map((arg) => ({ ...arg, reader: typeReader(arg.type, version) })) },
    ]),
  );
}

const TABLES = { jax2: dispatchTable('jax2'), jax3: dispatchTable('jax3') };

/**
 * The operation named by the first child of Body; null means an empty Body. Dispatch is by qualified name only,
 * SOAPAction is ignored (RI).
 * @throws SoapFault `Cannot find dispatch method for ...`
 */
export function dispatch(version: Version, payload: QualifiedName | null): Dispatch {
  if (payload === null) throw refusals.unknownOperation('{}');
  const found = payload.uri === SERVICE_NAMESPACE ? TABLES[version].get(payload.local) : undefined;
  if (found === undefined) throw refusals.unknownOperation(clark(payload));
  return found;
}

/** Whether the service sees a child of the operation element as one of its arguments. */
export function isPart({ parts }: Dispatch, { uri, local }: QualifiedName, lenient: boolean): boolean {
  return (lenient || uri === '') && parts.some(({ part }) => part === local);
}

/** The value of an argument. Text, arrays and structures may be missing or nil, other values may not (RI). */
function readPart({ part, type, reader }: Part, element: Element | undefined, reading: Reading): unknown {
  const value = element === undefined || element.nil ? reader.empty() : reader.read(element, part, reading);
  if (element !== undefined && !element.nil) {
    if (value === undefined) reading.warnings.add(`${part} ${shown(element.text)} is no ${type}`);
  } else {
    const state = element === undefined ? 'missing' : 'nil';
    const fate = value === undefined ? `, but a ${type} is needed` : '; it is read as empty';
    reading.warnings.add(`${part} is ${state}${fate}`);
  }
  if (value === undefined) throw refusals.badPrimitive();
  return value;
}

/**
 * The call in an operation element. Arguments are matched by name; the last of repeated ones counts (RI).
 * @throws SoapFault `java.lang.IllegalArgumentException` for a missing or malformed number or boolean
 */
export function readArguments({ operation, parts }: Dispatch, element: Element, reading: Reading): Call {
  const elements = new Map<string, Element>();
  for (const child of seenChildren(element, '', reading, (local) =>
    parts.some(({ part }) => part === local),
  )) {
    if (elements.has(child.local)) reading.warnings.add(`${child.local} is repeated; the last one counts`);
    elements.set(child.local, child);
  }
  const args: Record<string, unknown> = {};
  for (const part of parts) args[part.name] = readPart(part, elements.get(part.part), reading);
  // The argument types are generated from the table that the readers are compiled from.
  return { operation: operation.name, args } as unknown as Call;
}
