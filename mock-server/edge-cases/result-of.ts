import { ARRAYS, type Field, STRUCTS, type TypeName } from '../../wsdl/contract.js';
import { pathText } from '../schemas/path-text.js';
import { isArrayName, isInteger, isStructName, parseSimple, type SimpleName } from '../soap/index.js';
import type { JsonValue } from './act.js';

/** JSON that does not fit a type. `path` is the position in it, '' for the whole value. */
export class UnfitResult extends Error {
  override readonly name = 'UnfitResult';

  constructor(
    readonly path: readonly PropertyKey[],
    readonly problem: string,
  ) {
    super(`${path.length === 0 ? 'the value' : pathText(path)} ${problem}`);
  }
}

type Path = readonly PropertyKey[];

/**
 * Converts JSON to a value of a contract type, as `encodeResult` takes it: long becomes bigint, dateTime a Date.
 * Numbers may be texts, and must be if JSON would lose digits.
 * @throws UnfitResult
 */
export function resultOf(value: JsonValue, type: TypeName): unknown {
  return read(value, type, []);
}

function read(value: JsonValue, type: TypeName, path: Path): unknown {
  if (isArrayName(type)) return members(value, ARRAYS[type], path);
  if (isStructName(type)) return structure(value, STRUCTS[type], path);
  return type === 'string' ? text(value, path) : simple(value, type, path);
}

/** Members of lists are nillable (wsdl). */
function members(value: JsonValue, type: TypeName, path: Path): unknown[] {
  if (!Array.isArray(value)) throw new UnfitResult(path, `must be a list, not ${found(value)}`);
  return value.map((member, i) => (member === null ? null : read(member, type, [...path, i])));
}

function structure(value: JsonValue, fields: readonly Field[], path: Path): Record<string, unknown> {
  if (!isTable(value))
    throw new UnfitResult(path, `must be a table with the fields ${names(fields)}, not ${found(value)}`);
  const known = new Set(fields.map(({ name }) => name));
  const stranger = Object.keys(value).find((name) => !known.has(name));
  if (stranger !== undefined)
    throw new UnfitResult([...path, stranger], `is no field here: the fields are ${names(fields)}`);
  const present = fields.flatMap((field) => {
    const given = Object.hasOwn(value, field.name) ? value[field.name] : undefined;
    const at = [...path, field.name];
    if (given !== undefined) return [[field.name, fieldValue(given, field, at)]];
    if (field.occurs !== 'required') return [];
    throw new UnfitResult(at, `is missing: it is a required ${field.type}`);
  });
  return Object.fromEntries(present);
}

function fieldValue(value: JsonValue, { type, occurs }: Field, path: Path): unknown {
  if (occurs === 'list') return members(value, type, path);
  if (value === null && occurs === 'optional')
    throw new UnfitResult(path, 'must not be null: leave it out for a response without it');
  return read(value, type, path);
}

function text(value: JsonValue, path: Path): string {
  if (typeof value === 'string') return value;
  throw new UnfitResult(path, `must be a text, not ${found(value)}`);
}

const EXPECTED: Readonly<Record<SimpleName, string>> = {
  boolean: 'true or false',
  int: 'a whole number of 32 bits',
  long: 'a whole number of 64 bits',
  float: 'a number, or one of the texts NaN, INF and -INF',
  dateTime: 'a date such as 2026-01-31T12:00:00Z',
};

function simple(value: JsonValue, type: SimpleName, path: Path): unknown {
  if (typeof value === 'number' && type !== 'float' && Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new UnfitResult(path, 'must be a text, as a JSON number past 2^53 loses digits');
  const parsed = accepts(value, type) ? parseSimple(type, String(value)) : undefined;
  if (parsed !== undefined && (type !== 'int' || parsed === Number(value))) return parsed;
  throw new UnfitResult(path, `must be ${EXPECTED[type]}, not ${found(value)}`);
}

function accepts(value: JsonValue, type: SimpleName): value is string | number | boolean {
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'int') return (typeof value === 'string' && isInteger(value)) || Number.isInteger(value);
  return typeof value === 'string' || (typeof value === 'number' && type !== 'dateTime');
}

const isTable = (value: JsonValue): value is { readonly [name: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const names = (fields: readonly Field[]): string => fields.map(({ name }) => name).join(', ');

function found(value: JsonValue): string {
  const written = JSON.stringify(value);
  return written.length > 40 ? `${written.slice(0, 39)}…` : written;
}
