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

/** Writes a value of its type as one element. */
type ElementWriter = (value: unknown) => string;

/** An element without a value (RI). */
export const nilElement = (name: string): string =>
  `<${name} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>`;

/** Text of a value by type. */
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
  // Of the right type: the contract that types the value also selects the writer.
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

/** Elements of the same name, one per member; null is a nil element (RI). */
function membersWriter(name: string, type: TypeName, version: Version): (values: unknown) => string {
  const write = elementWriter(name, type, version);
  const nil = nilElement(name);
  return (values) => {
    let content = '';
    for (const value of membersOf(values)) content += value === null ? nil : write(value);
    return content;
  };
}

/** The members of a list; none if it is unset. */
function membersOf(values: unknown): Iterable<unknown> {
  return typeof values === 'object' && values !== null && Symbol.iterator in values
    ? (values as Iterable<unknown>)
    : [];
}

/** Approximate length of the chunks of a long array, in characters. */
const PIECE_LENGTH = 64 * 1024;

/** Writes an array, also of arrays, as one element in chunks, none of which ends inside a member. */
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

/** Appends one field of a structure to a text; an unset optional one is omitted (RI). */
type FieldAppender = (content: string, value: unknown) => string;

function fieldAppender({ name, type, occurs }: Field, version: Version): FieldAppender {
  if (occurs === 'list') {
    const write = membersWriter(name, type, version);
    return (content, value) => content + write(value);
  }
  if (isArrayName(type) || isStructName(type)) {
    const write = elementWriter(name, type, version);
    return (content, value) => (value === undefined || value === null ? content : content + write(value));
  }
  // One text fewer than by a writer, for each of the fields of many items.
  const [start, text, end] = [`<${name}>`, TEXTS[type], `</${name}>`];
  return (content, value) =>
    value === undefined || value === null ? content : content + start + text(value as never) + end;
}

function fieldsWriter(type: StructName, version: Version): (value: unknown) => string {
  const fields = fieldsOf(type, version).map((field) => ({
    name: field.name,
    append: fieldAppender(field, version),
  }));
  return (value) => {
    // The contract says that it is a structure.
    const struct = value as Readonly<Record<string, unknown>>;
    let content = '';
    for (const field of fields) content = field.append(content, struct[field.name]);
    return content;
  };
}

/** Compiles the writer of an element from the contract; to be done once. */
export function elementWriter(name: string, type: TypeName, version: Version): ElementWriter {
  if (isArrayName(type)) return parentWriter(name, membersWriter('item', ARRAYS[type], version));
  if (isStructName(type)) return parentWriter(name, fieldsWriter(type, version));
  return textWriter(name, TEXTS[type]);
}
