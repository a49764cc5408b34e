import {
  ARRAYS,
  type Argument,
  OPERATIONS,
  type Operation,
  type OperationName,
  type Operations,
  SERVICE_NAMESPACE,
  type TypeName,
  type Version,
} from '../../wsdl/contract.js';
import { type Element, type Reading, seenChildren } from './element.js';
import { clark, type QualifiedName, quote, refusals, SoapFault } from './faults.js';
import { fieldsOf, isArrayName, isPrimitiveName, isStructName } from './type-names.js';
import { type TypeReader, typeReader } from './type-readers.js';
import { shown } from './warnings.js';
import { checkTypeName, MISFIT, readerAs, SCHEMA_NAMESPACE } from './xsi-type.js';

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
  /** The same by their names on the wire. */
  readonly byName: ReadonlyMap<string, Part>;
}

function dispatchTable(version: Version): ReadonlyMap<string, Dispatch> {
  const operations = Object.values(OPERATIONS).filter(({ since }) => since === 'jax2' || version === 'jax3');
  return new Map(
    operations.map((operation) => {
      const parts = operation.args.map((arg) => ({ ...arg, reader: typeReader(arg.type, version) }));
      return [operation.name, { operation, parts, byName: new Map(parts.map((part) => [part.part, part])) }];
    }),
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

/**
 * Whether the service sees a child of the operation element as one of its arguments.
 * @throws SoapFault for an xsi:type that is no name, on an argument of a simple type (RI)
 */
export function isPart({ byName }: Dispatch, element: Element, lenient: boolean): boolean {
  const { uri, local } = element;
  if (!lenient && uri !== '') return false;
  const part = byName.get(local);
  if (part === undefined) return false;
  if (!lenient && isPrimitiveName(part.type)) checkTypeName(element);
  return true;
}

/** Whether the last of these elements, which begin with the operation element, is a text or number of the description. */
export function readsText(
  { byName }: Dispatch,
  [, part, ...inner]: readonly Element[],
  version: Version,
): boolean {
  if (part === undefined || (part.nil && part.type === undefined)) return false;
  let type = byName.get(part.local)?.type;
  for (const element of inner) type = type && memberType(type, element, version);
  return type !== undefined && isPrimitiveName(type);
}

/** The type of an element inside one of this type; undefined if the service skips it, as it does nil members of lists (RI). */
function memberType(type: TypeName, { uri, local, nil }: Element, version: Version): TypeName | undefined {
  if (uri !== '') return undefined;
  if (isArrayName(type)) return local === 'item' && !nil ? ARRAYS[type] : undefined;
  const field = isStructName(type) ? fieldsOf(type, version).find(({ name }) => name === local) : undefined;
  return field?.occurs === 'list' && nil ? undefined : field?.type;
}

const NONE: readonly Element[] = [];

/** Undefined for what Java reads as null; MISFIT for a value of another class. */
function readElement({ part, type, reader }: Part, element: Element, reading: Reading): unknown {
  // With any xsi:type, xsi:nil is not looked at (RI).
  if (element.nil && element.type === undefined) {
    noteAbsence(part, 'nil', type, reader, reading);
    return undefined;
  }
  const typed = typedReader(part, type, element, reading);
  const value = typed ? typed(element) : reader.read(element, part, reading);
  if (value === undefined) reading.warnings.add(`${part} ${shown(element.text)} is no ${type}`);
  return value;
}

function noteAbsence(
  part: string,
  state: 'missing' | 'nil',
  type: TypeName,
  reader: TypeReader,
  { warnings }: Reading,
): void {
  const fate = reader.empty() === undefined ? `, but a ${type} is needed` : '; it is read as empty';
  warnings.add(`${part} is ${state}${fate}`);
}

function typedReader(part: string, type: TypeName, element: Element, { lenient, warnings }: Reading) {
  const named = element.type;
  if (named === undefined || 'unbound' in named || !isPrimitiveName(type)) return undefined;
  const read = readerAs(named, type);
  if (read === undefined || (named.uri === SCHEMA_NAMESPACE && named.local === type)) return undefined;
  const fate = lenient ? 'ignored because this server is lenient' : 'the service reads it as that';
  warnings.add(`${part} is ${type}, and its xsi:type is ${quote(named.local)}; ${fate}`);
  return lenient ? undefined : read;
}

/**
 * The value of an argument, or why there is none: of repeated ones the last that is readable (RI). Text, arrays and structures
 * may be missing or nil, other values may not (RI).
 */
function readPart(part: Part, elements: readonly Element[], reading: Reading): unknown {
  if (elements.length === 0) noteAbsence(part.part, 'missing', part.type, part.reader, reading);
  if (elements.length > 1) reading.warnings.add(`${part.part} is repeated; the last readable one counts`);
  let value: unknown;
  for (const element of elements) value = readElement(part, element, reading) ?? value;
  if (value !== undefined && value !== MISFIT) return value;
  const empty = part.reader.empty();
  if (value === MISFIT) return empty === undefined ? refusals.badPrimitive() : refusals.wrongClass();
  return empty ?? refusals.badPrimitive();
}

/**
 * The call in an operation element. Arguments are matched by name.
 * @throws SoapFault `java.lang.IllegalArgumentException` for a missing or malformed number or boolean
 */
export function readArguments(
  { operation, parts, byName }: Dispatch,
  element: Element,
  reading: Reading,
): Call {
  const elements = new Map<string, Element[]>();
  for (const child of seenChildren(element, '', reading, (local) => byName.has(local))) {
    const name = child.local;
    const known = elements.get(name);
    if (known) known.push(child);
    else elements.set(name, [child]);
  }
  const args: Record<string, unknown> = {};
  let refused: SoapFault | undefined;
  for (const part of parts) {
    const value = readPart(part, elements.get(part.part) ?? NONE, reading);
    // The operation is called when all of them are read (RI).
    if (value instanceof SoapFault) refused ??= value;
    args[part.name] = value;
  }
  if (refused !== undefined) throw refused;
  // The argument types are generated from the table that the readers are compiled from.
  return { operation: operation.name, args } as unknown as Call;
}
