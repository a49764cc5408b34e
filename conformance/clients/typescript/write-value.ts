import {
  ARRAYS,
  type ArrayName,
  type PrimitiveName,
  STRUCTS,
  type StructName,
  type TypeName,
} from '../../../wsdl/contract.js';
import { NIL } from './soap-http.js';

/**
 * An argument as strong-soap is given it: texts, and structures of texts in the order of the contract. It knows the types of
 * no argument that is a structure, and would write its fields in any order and its dates in any way.
 * @param where name of the argument, for messages
 * @throws TypeError when the value is not of the type, which the types of the functions rule out
 */
export function writeValue(value: unknown, type: TypeName, where: string): unknown {
  if (type in STRUCTS) return writeStruct(value, type as StructName, where);
  if (type in ARRAYS) return { item: writeList(value, ARRAYS[type as ArrayName], where) };
  const text = PRIMITIVES[type as PrimitiveName](value);
  if (text !== undefined) return text;
  throw new TypeError(`${where} must be ${WANTED[type as PrimitiveName]}, and is ${shown(value)}`);
}

function writeStruct(value: unknown, type: StructName, where: string): object {
  if (typeof value !== 'object' || value === null)
    throw new TypeError(`${where} must be an object, and is ${shown(value)}`);
  const given = new Map(Object.entries(value));
  return Object.fromEntries(
    STRUCTS[type].flatMap(({ name, type: of, occurs }) => {
      const member = given.get(name);
      const here = `${where}.${name}`;
      if (occurs === 'list') return [[name, writeList(member, of, here)]];
      return member === undefined && occurs === 'optional' ? [] : [[name, writeValue(member, of, here)]];
    }),
  );
}

function writeList(value: unknown, type: TypeName, where: string): unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${where} must be an array, and is ${shown(value)}`);
  return value.map((member: unknown, i) =>
    member === null ? NIL : writeValue(member, type, `${where}[${i}]`),
  );
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : `${typeof value} ${String(value)}`;

const WANTED: Readonly<Record<PrimitiveName, string>> = {
  string: 'a text without characters that XML has no way to write',
  boolean: 'a boolean',
  int: 'a whole number of 32 bits',
  long: 'a bigint of 64 bits',
  float: 'a number',
  dateTime: 'a valid Date',
};

/** Whatever XML 1.0 leaves out, halves of surrogate pairs among them. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fdcf}\u{fdd1}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** The text that stands for a value, undefined when it is not of the type. */
const PRIMITIVES: Readonly<Record<PrimitiveName, (value: unknown) => string | undefined>> = {
  string: (value) => (typeof value === 'string' && !UNWRITABLE.test(value) ? value : undefined),
  boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  int: (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : undefined),
  long: (value) =>
    typeof value === 'bigint' && BigInt.asIntN(64, value) === value ? String(value) : undefined,
  float: (value) => (typeof value === 'number' ? floatText(value) : undefined),
  dateTime: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined,
};

function floatText(value: number): string {
  if (Number.isFinite(value) || Number.isNaN(value)) return String(value);
  return value > 0 ? 'INF' : '-INF';
}
