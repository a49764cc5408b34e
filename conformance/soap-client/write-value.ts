import {
  ARRAYS,
  type ArrayName,
  OPERATIONS,
  type OperationName,
  type PrimitiveName,
  STRUCTS,
  type StructName,
  type TypeName,
  type Version,
} from '../../wsdl/contract.js';

/** A value as it is written: a text, or the elements of a structure by name, of which lists have several. */
export type Written = string | { readonly [name: string]: Written | readonly Written[] };

/** Placeholder for a null member of a list. No text has this character. */
export const NIL = '\uFDD0';

/**
 * The arguments of a call by the names of their parts. Those that are undefined or null are left out.
 * @param args by the names of the contract
 * @throws TypeError when a value is not of its type
 */
export function writeArguments(name: OperationName, args: object, version: Version): Record<string, Written> {
  const given = new Map<string, unknown>(Object.entries(args));
  return Object.fromEntries(
    OPERATIONS[name].args.flatMap(({ part, name: known, type }) => {
      const value = given.get(known) ?? undefined;
      return value === undefined ? [] : [[part, writeValue(value, type, version, `${name}: ${known}`)]];
    }),
  );
}

/**
 * An argument as it is written, the fields of structures in the order of the contract.
 * @param where name of the argument, for messages
 * @throws TypeError when the value is not of the type
 */
export function writeValue(value: unknown, type: TypeName, version: Version, where: string): Written {
  if (Object.hasOwn(STRUCTS, type)) return writeStruct(value, type as StructName, version, where);
  if (Object.hasOwn(ARRAYS, type))
    return { item: writeList(value, ARRAYS[type as ArrayName], version, where) };
  const text = PRIMITIVES[type as PrimitiveName](value);
  if (text !== undefined) return text;
  throw new TypeError(`${where} must be ${WANTED[type as PrimitiveName]}, and is ${shown(value)}`);
}

function writeStruct(value: unknown, type: StructName, version: Version, where: string): Written {
  if (typeof value !== 'object' || value === null)
    throw new TypeError(`${where} must be an object, and is ${shown(value)}`);
  const given = new Map(Object.entries(value));
  const fields = STRUCTS[type].filter(({ since }) => since === 'jax2' || version === 'jax3');
  return Object.fromEntries(
    fields.flatMap(({ name, type: of, occurs }): [string, Written | readonly Written[]][] => {
      const member = given.get(name);
      const here = `${where}.${name}`;
      if (occurs === 'list') return [[name, writeList(member, of, version, here)]];
      return member === undefined && occurs === 'optional'
        ? []
        : [[name, writeValue(member, of, version, here)]];
    }),
  );
}

function writeList(value: unknown, type: TypeName, version: Version, where: string): Written[] {
  if (!Array.isArray(value)) throw new TypeError(`${where} must be an array, and is ${shown(value)}`);
  return value.map((member: unknown, i) =>
    member === null ? NIL : writeValue(member, type, version, `${where}[${i}]`),
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

/** What XML 1.0 leaves out, halves of surrogate pairs among them. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fdcf}\u{fdd1}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** The text of a value; undefined when it is not of the type. */
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
