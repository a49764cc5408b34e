import { ARRAYS, type PrimitiveName, STRUCTS, type TypeName, type Version } from '../../wsdl/contract.js';
import { NoAnswerError } from '../server-suite/server-under-test.js';
import type { Element } from './read-tree.js';

/** Where a value is not written as the description says, although it can be read. */
export type Complain = (complaint: string) => void;

/**
 * The value of an element. What can be understood is, as clients do; what is not as described is complained of.
 * @param path what is read, for the messages: `return.item[2].size`
 * @throws NoAnswerError `bad-value` when there is no such value
 */
export function readValue(
  element: Element,
  type: TypeName,
  version: Version,
  path: string,
  complain: Complain,
): unknown {
  if (element.attributes.get('nil') === 'true') return null;
  if (isArray(type)) return readArray(element, ARRAYS[type], version, path, complain);
  if (isStruct(type)) return readStruct(element, type, version, path, complain);
  const [child] = element.children;
  if (child) throw bad(path, `has an element ${child.name} in place of a ${type}`);
  return readPrimitive(element.text, type, path);
}

const isArray = (type: TypeName): type is keyof typeof ARRAYS => Object.hasOwn(ARRAYS, type);
const isStruct = (type: TypeName): type is keyof typeof STRUCTS => Object.hasOwn(STRUCTS, type);

function readArray(
  element: Element,
  type: TypeName,
  version: Version,
  path: string,
  complain: Complain,
): readonly unknown[] {
  return element.children.map((child, i) => {
    const place = `${path}.item[${i}]`;
    if (child.name !== 'item') complain(`${place} is called ${child.name}`);
    checkBare(child, place, complain);
    return readValue(child, type, version, place, complain);
  });
}

function readStruct(
  element: Element,
  type: keyof typeof STRUCTS,
  version: Version,
  path: string,
  complain: Complain,
): Readonly<Record<string, unknown>> {
  const fields = STRUCTS[type].filter(({ since }) => since === 'jax2' || version === 'jax3');
  const value: Record<string, unknown> = {};
  let reached = -1;
  for (const child of element.children) {
    const place = `${path}.${child.name}`;
    checkBare(child, place, complain);
    const index = fields.findIndex(({ name }) => name === child.name);
    const field = fields[index];
    if (!field) {
      complain(`${place} is in no ${type} of ${version}`);
      continue;
    }
    if (index < reached) complain(`${place} stands behind ${fields[reached]?.name}`);
    reached = Math.max(reached, index);
    if (field.occurs !== 'list' && field.name in value) complain(`${place} is there twice`);
    const read = readValue(child, field.type, version, place, complain);
    value[field.name] = field.occurs === 'list' ? [...listed(value[field.name]), read] : read;
  }
  for (const { name, occurs } of fields) {
    if (occurs === 'required' && !(name in value)) complain(`${path}.${name} is missing`);
    if (occurs === 'list') value[name] = listed(value[name]);
  }
  return value;
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Everything inside the wrapper is in no namespace. */
export function checkBare({ namespace }: Element, path: string, complain: Complain): void {
  if (namespace !== '') complain(`${path} is in the namespace ${namespace}, not in none`);
}

const LONG = { least: -(2n ** 63n), most: 2n ** 63n - 1n };
const INT = { least: -(2n ** 31n), most: 2n ** 31n - 1n };

function readPrimitive(text: string, type: PrimitiveName, path: string): unknown {
  switch (type) {
    case 'string':
      return text;
    case 'boolean':
      return readBoolean(text.trim(), path);
    case 'long':
      return readWhole(text.trim(), LONG, path);
    case 'int':
      return Number(readWhole(text.trim(), INT, path));
    case 'float':
      return readFloat(text.trim(), path);
    case 'dateTime':
      return readDate(text.trim(), path);
  }
}

function readBoolean(text: string, path: string): boolean {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw bad(path, `is ${shown(text)}, which is no boolean`);
}

function readWhole(text: string, { least, most }: typeof LONG, path: string): bigint {
  if (!/^[+-]?\d{1,40}$/.test(text)) throw bad(path, `is ${shown(text)}, which is no whole number`);
  const value = BigInt(text.replace('+', ''));
  if (value < least || value > most) throw bad(path, `is ${text}, which is out of range`);
  return value;
}

function readFloat(text: string, path: string): number {
  const special: Readonly<Record<string, number>> = { NaN: Number.NaN, INF: Infinity, '-INF': -Infinity };
  const value = special[text];
  if (value !== undefined) return value;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text))
    throw bad(path, `is ${shown(text)}, which is no number`);
  return Number(text);
}

function readDate(text: string, path: string): Date {
  const isDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.test(text);
  const date = new Date(isDate ? text : Number.NaN);
  if (Number.isNaN(date.getTime())) throw bad(path, `is ${shown(text)}, which is no date with a time`);
  return date;
}

const bad = (path: string, how: string): NoAnswerError =>
  new NoAnswerError('bad-value', `was answered with a value that cannot be read: ${path} ${how}`);

const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
