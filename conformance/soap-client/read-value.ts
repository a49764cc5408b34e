import {
  ARRAYS,
  type ArrayName,
  type Field,
  type PrimitiveName,
  STRUCTS,
  type StructName,
  type TypeName,
  type Version,
} from '../../wsdl/contract.js';
import type { XmlElement } from './xml-tree.js';

/** How a value is read. */
export interface Reading {
  readonly version: Version;
  /**
   * Receives what is not written as the description says, although it can be read: a path such as `return.item[2].size`, and
   * a clause. A required field that is absent is `missing`; the value goes without it unless this throws.
   */
  readonly complain: (path: string, how: string, kind: 'missing' | 'other') => void;
  /** Whether elements in a namespace are read, although the description has none there. Else they are passed over. */
  readonly readsQualified: boolean;
}

/** An element that does not hold a value of its type. The message is a path and a clause: `return is "x", which is no boolean`. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
}

/**
 * The value of an element; null for one that is nil. Numbers of type `long` are bigint.
 * @param path names the element in messages
 * @throws ValueError when it holds no such value, and what `complain` throws
 */
export function readValue(element: XmlElement, type: TypeName, path: string, reading: Reading): unknown {
  if (element.isNil) return null;
  if (isArray(type)) return readList(element, 'item', ARRAYS[type], `${path}.item`, reading);
  if (isStruct(type)) return readStruct(element, type, path, reading);
  const [child] = element.children;
  if (child) reading.complain(path, `has an element ${child.name}, although it is a ${type}`, 'other');
  const value = PRIMITIVES[type](element.text);
  if (value === undefined) throw new ValueError(`${path} is ${shown(element.text)}, which is no ${type}`);
  return value;
}

const isArray = (type: TypeName): type is ArrayName => Object.hasOwn(ARRAYS, type);
const isStruct = (type: TypeName): type is StructName => Object.hasOwn(STRUCTS, type);

/** Members are spelt alike whether there is one or many, and may be nil. */
function readList(
  element: XmlElement,
  name: string,
  type: TypeName,
  path: string,
  reading: Reading,
): unknown[] {
  const values: unknown[] = [];
  for (const child of element.children) {
    const here = `${path}[${values.length}]`;
    if (child.name === name) {
      if (isRead(child, here, reading)) values.push(readValue(child, type, here, reading));
    } else if (name === 'item') reading.complain(here, `is called ${child.name}`, 'other');
  }
  return values;
}

/** Whether an element counts: everything inside the wrapper is in no namespace. */
export function isRead({ namespace }: XmlElement, path: string, reading: Reading): boolean {
  if (namespace === '') return true;
  reading.complain(path, `is in the namespace ${namespace}, not in none`, 'other');
  return reading.readsQualified;
}

function readStruct(element: XmlElement, type: StructName, path: string, reading: Reading): object {
  const { version } = reading;
  const fields = STRUCTS[type].filter(({ since }) => since === 'jax2' || version === 'jax3');
  checkOrder(element, type, fields, path, reading);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = readField(element, field, `${path}.${field.name}`, reading);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

/** Complains of fields that there are not, that come twice, or in another order than the description has them in. */
function checkOrder(
  { children }: XmlElement,
  type: StructName,
  fields: readonly Field[],
  path: string,
  { version, complain }: Reading,
): void {
  let reached = -1;
  for (const { name } of children) {
    const index = fields.findIndex((field) => field.name === name);
    const before = fields[reached];
    if (index < 0) complain(`${path}.${name}`, `is in no ${type} of ${version}`, 'other');
    else if (index < reached) complain(`${path}.${name}`, `follows ${before?.name}`, 'other');
    else if (index === reached && before?.occurs !== 'list')
      complain(`${path}.${name}`, 'is there twice', 'other');
    reached = Math.max(reached, index);
  }
}

function readField(
  element: XmlElement,
  { name, type, occurs }: Field,
  path: string,
  reading: Reading,
): unknown {
  if (occurs === 'list') return readList(element, name, type, path, reading);
  const child = element.children.find((each) => each.name === name && isRead(each, path, reading));
  if (child && !child.isNil) return readValue(child, type, path, reading);
  if (occurs === 'required') reading.complain(path, child ? 'is nil' : 'is missing', 'missing');
  return undefined;
}

const LEAST_LONG = -(2n ** 63n);
const DATE_TIME = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?<zone>Z|[+-]\d\d:\d\d)?$/;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
const FLOATS: ReadonlyMap<string, number> = new Map([
  ['INF', Number.POSITIVE_INFINITY],
  ['-INF', Number.NEGATIVE_INFINITY],
  ['NaN', Number.NaN],
]);

function wholeNumber(text: string): bigint | undefined {
  const trimmed = text.trim();
  return /^[+-]?\d{1,40}$/.test(trimmed) ? BigInt(trimmed.replace('+', '')) : undefined;
}

/** The value of a text; undefined when it is not of the type. */
const PRIMITIVES: Readonly<Record<PrimitiveName, (text: string) => unknown>> = {
  string: (text) => text,
  boolean: (text) => BOOLEANS.get(text.trim()),
  int: (text) => {
    const value = wholeNumber(text);
    return value !== undefined && BigInt.asIntN(32, value) === value ? Number(value) : undefined;
  },
  long: (text) => {
    const value = wholeNumber(text);
    return value !== undefined && value >= LEAST_LONG && value < -LEAST_LONG ? value : undefined;
  },
  float: (text) => {
    const trimmed = text.trim();
    const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed);
    return FLOATS.get(trimmed) ?? (isNumber ? Number(trimmed) : undefined);
  },
  dateTime: (text) => {
    const found = DATE_TIME.exec(text.trim());
    if (!found) return undefined;
    // Without a zone the platform would take its own; the service means its own, which it does not send: UTC (assumption).
    const date = new Date(found.groups?.['zone'] ? found[0] : `${found[0]}Z`);
    return Number.isNaN(date.getTime()) ? undefined : date;
  },
};

const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
