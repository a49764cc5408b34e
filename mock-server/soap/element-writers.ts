import {
  ARRAYS,
  type ArrayName,
  type Field,
  type PrimitiveName,
  type StructName,
  type TypeName,
  type Version,
} from '../../wsdl/contract.js';
import { writeDateTime, writeFloat } from './simple-types.js';
import { escapeText } from './text.js';
import { fieldsOf, isArrayName, isStructName } from './type-names.js';

/** Writes a value as one element. The value is of the writer's type. */
export type ElementWriter = (value: unknown) => string;

/** An element that says that it has no value (RI). */
export const nilElement = (name: string): string =>
  `<${name} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>`;

/** The text of a value by its type. */
const TEXTS: Readonly<Record<PrimitiveName, (value: never) => string>> = {
  string: escapeText,
  boolean: String,
  int: String,
  long: String,
  float: writeFloat,
  dateTime: writeDateTime,
};

/** An empty text is `<return></return>`, never self-closing (RI). */
function textWriter(name: string, text: (value: never) => string): ElementWriter {
  const start = `<${name}>`;
  const end = `</${name}>`;
  // The value is of the writer's type: the contract that types it also chose the writer.
  return (value) => start + text(value as never) + end;
}

/** A structure or array; an empty one is `<return/>` (RI). */
function parentWriter(name: string, write: (value: unknown) => string): ElementWriter {
  const start = `<${name}>`;
  const end = `</${name}>`;
  return (value) => {
    const content = write(value);
    return content === '' ? `<${name}/>` : start + content + end;
  };
}

/** Elements of the same name, one a member; null is a nil element (RI). */
function membersWriter(name: string, type: TypeName, version: Version): (values: unknown) => string {
  const write = elementWriter(name, type, version);
  const nil = nilElement(name);
  return (values) => {
    let content = '';
    for (const value of membersOf(values)) content += value === null ? nil : write(value);
    return content;
  };
}

/** The members of an array or another list; an unset one has none. */
function membersOf(values: unknown): Iterable<unknown> {
  return typeof values === 'object' && values !== null && Symbol.iterator in values
    ? (values as Iterable<unknown>)
    : [];
}

/** About how long the pieces of a long array are, in characters. */
const PIECE_LENGTH = 64 * 1024;

/** Writes an array, also one of arrays, as an element in pieces; none of them ends inside a member. */
export function piecesWriter(
  name: string,
  type: ArrayName,
  version: Version,
): (values: unknown) => Generator<string> {
  const inner = ARRAYS[type];
  const nil = nilElement('item');
  const piecesOf = isArrayName(inner) ? piecesWriter('item', inner, version) : undefined;
  const write = elementWriter('item', inner, version);
  return function* (values) {
    let piece = `<${name}>`;
    let isEmpty = true;
    for (const value of membersOf(values)) {
      isEmpty = false;
      for (const text of value !== null && piecesOf
        ? piecesOf(value)
        : [value === null ? nil : write(value)]) {
        piece += text;
        if (piece.length < PIECE_LENGTH) continue;
        yield piece;
        piece = '';
      }
    }
    yield isEmpty ? `<${name}/>` : `${piece}</${name}>`;
  };
}

/** One field of a structure; an unset optional one is left out (RI). */
function fieldWriter({ name, type, occurs }: Field, version: Version): (value: unknown) => string {
  if (occurs === 'list') return membersWriter(name, type, version);
  const write = elementWriter(name, type, version);
  return (value) => (value === undefined || value === null ? '' : write(value));
}

function fieldsWriter(type: StructName, version: Version): (value: unknown) => string {
  const fields = fieldsOf(type, version).map((field) => ({
    name: field.name,
    write: fieldWriter(field, version),
  }));
  return (value) => {
    // As above: the contract says that it is a structure.
    const struct = value as Readonly<Record<string, unknown>>;
    let content = '';
    for (const field of fields) content += field.write(struct[field.name]);
    return content;
  };
}

/** Compiles the writer of an element from the contract. Meant to be done once and kept. */
export function elementWriter(name: string, type: TypeName, version: Version): ElementWriter {
  if (isArrayName(type)) return parentWriter(name, membersWriter('item', ARRAYS[type], version));
  if (isStructName(type)) return parentWriter(name, fieldsWriter(type, version));
  return textWriter(name, TEXTS[type]);
}
