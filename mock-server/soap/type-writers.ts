import {
  ARRAYS,
  type ArrayName,
  type Field,
  STRUCTS,
  type StructName,
  type TypeName,
  type Version,
} from '../../wsdl/contract.js';
import { writeDateTime, writeFloat } from './simple-types.js';
import { escapeText } from './text.js';

/** Writes a value as an element of the given name in no namespace. The value is of the writer's type, or null. */
export type TypeWriter = (name: string, value: unknown) => string;

const NIL = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>';

/** The text of a value; text is never self-closing, an empty text is `<return></return>` (wire). */
const TEXTS: Readonly<Record<string, (value: never) => string>> = {
  string: escapeText,
  boolean: String,
  int: String,
  long: String,
  float: writeFloat,
  dateTime: writeDateTime,
};

/** Structures and arrays: an empty one is `<return/>` (wire). */
function wrap(name: string, content: string): string {
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function textWriter(text: (value: never) => string): TypeWriter {
  // The value is of the writer's type: the contract that types it also chose the writer.
  return (name, value) => `<${name}>${text(value as never)}</${name}>`;
}

function listWriter(name: string, write: TypeWriter): (values: unknown) => string {
  return (values) => {
    if (!Array.isArray(values)) return '';
    let content = '';
    for (const value of values) content += value === null ? `<${name}${NIL}` : write(name, value);
    return content;
  };
}

function arrayWriter(type: ArrayName, version: Version): TypeWriter {
  const items = listWriter('item', typeWriter(ARRAYS[type], version));
  return (name, value) => wrap(name, items(value));
}

/** One field of a structure; an unset optional one is left out (wire). */
function fieldWriter({ name, type, occurs }: Field, version: Version): (value: unknown) => string {
  const write = typeWriter(type, version);
  if (occurs === 'list') return listWriter(name, write);
  return (value) => (value === undefined || value === null ? '' : write(name, value));
}

function structWriter(type: StructName, version: Version): TypeWriter {
  const fields = STRUCTS[type]
    .filter(({ since }) => since === 'jax2' || version === 'jax3')
    .map((field) => ({ name: field.name, write: fieldWriter(field, version) }));
  return (name, value) => {
    const struct = value as Readonly<Record<string, unknown>>;
    let content = '';
    for (const field of fields) content += field.write(struct[field.name]);
    return wrap(name, content);
  };
}

function compile(type: TypeName, version: Version): TypeWriter {
  if (Object.hasOwn(ARRAYS, type)) return arrayWriter(type as ArrayName, version);
  if (Object.hasOwn(STRUCTS, type)) return structWriter(type as StructName, version);
  const text = TEXTS[type];
  if (text === undefined) throw new Error(`The contract has a type ${type} that nothing here can write.`);
  return textWriter(text);
}

const compiled = new Map<string, TypeWriter>();

/** The writer of a type, compiled once from the contract. */
export function typeWriter(type: TypeName, version: Version): TypeWriter {
  const key = `${version} ${type}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const writer = compile(type, version);
  compiled.set(key, writer);
  return writer;
}
