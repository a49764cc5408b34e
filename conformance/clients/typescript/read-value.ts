import {
  ARRAYS,
  type ArrayName,
  type Field,
  type PrimitiveName,
  STRUCTS,
  type StructName,
  type TypeName,
  type Version,
} from '../../../wsdl/contract.js';
import { UnreadableReply } from './failure.js';
import { childOf, type XmlElement } from './xml-element.js';

/** What a value is read with besides the element: the version of the contract, and a name for messages. */
export interface Reading {
  readonly version: Version;
  readonly of: string;
}

/**
 * The result of a function. A text that is empty, absent or nil is the empty text: the how-to says "null or empty".
 * @param element the `return` of a reply
 * @throws UnreadableReply when it is not of the type
 */
export function readResult(element: XmlElement | undefined, type: TypeName, reading: Reading): unknown {
  const isThere = element !== undefined && !element.isNil;
  if (!isThere && type === 'string') return '';
  if (!isThere) throw new UnreadableReply(`the service answered ${reading.of} with nothing`);
  return readValue(element, type, reading);
}

function readValue(element: XmlElement, type: TypeName, reading: Reading): unknown {
  if (isStruct(type)) return readStruct(element, type, reading);
  if (isArray(type)) return readList(element, 'item', ARRAYS[type], reading);
  const value = PRIMITIVES[type](element.text);
  if (value !== undefined) return value;
  throw new UnreadableReply(`the service answered ${reading.of} with "${element.text}", which is no ${type}`);
}

const isStruct = (type: TypeName): type is StructName => type in STRUCTS;
const isArray = (type: TypeName): type is ArrayName => type in ARRAYS;

function readStruct(element: XmlElement, type: StructName, reading: Reading): object {
  return Object.fromEntries(
    STRUCTS[type].flatMap((field) => {
      const value = readField(element, field, reading);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

function readField(element: XmlElement, field: Field, reading: Reading): unknown {
  const { name, type, occurs, since } = field;
  const here = { ...reading, of: `${reading.of}, ${name}` };
  if (occurs === 'list') return readList(element, name, type, here);
  const child = childOf(element, name);
  if (child && !child.isNil) return readValue(child, type, here);
  if (occurs === 'optional' || (since === 'jax3' && reading.version === 'jax2')) return undefined;
  throw new UnreadableReply(`the service answered ${here.of} with nothing`);
}

/** One member and many are spelt alike; a member may be nil. */
const readList = (element: XmlElement, name: string, type: TypeName, reading: Reading): unknown[] =>
  element.children
    .filter((child) => child.name === name && child.namespace === '')
    .map((child) => (child.isNil ? null : readValue(child, type, reading)));

const LEAST_LONG = -(2n ** 63n);
const DATE_TIME = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?<zone>Z|[+-]\d\d:\d\d)?$/;
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };
const FLOATS: Readonly<Record<string, number>> = {
  INF: Number.POSITIVE_INFINITY,
  '-INF': Number.NEGATIVE_INFINITY,
  NaN: Number.NaN,
};

function wholeNumber(text: string): bigint | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?\d{1,40}$/.test(trimmed)) return undefined;
  return BigInt(trimmed.replace('+', ''));
}

/** The value that a text stands for, undefined for none. */
const PRIMITIVES: Readonly<Record<PrimitiveName, (text: string) => unknown>> = {
  string: (text) => text,
  boolean: (text) => BOOLEANS[text.trim()],
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
    if (trimmed in FLOATS) return FLOATS[trimmed];
    return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
  },
  dateTime: (text) => {
    const found = DATE_TIME.exec(text.trim());
    if (!found) return undefined;
    // Without a zone the platform would take its own; the service means its own, which nobody tells: UTC (assumption).
    const date = new Date(found.groups?.['zone'] ? found[0] : `${found[0]}Z`);
    return Number.isNaN(date.getTime()) ? undefined : date;
  },
};
