import type { PrimitiveName } from '../../wsdl/contract.js';
import { isBlank, trimBlanks } from './text.js';

/** Simple types other than text. */
export type SimpleName = Exclude<PrimitiveName, 'string'>;

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/;
const DATE_TIME = /^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?$/;
const INT_LIMIT = 2 ** 31;

function parseBoolean(text: string): boolean | undefined {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}

function parseLong(text: string): bigint | undefined {
  if (!INTEGER.test(text)) return undefined;
  const digits = text.replace(/^[+-]?0*/, '') || '0';
  if (digits.length > 19) return undefined;
  const value = text.startsWith('-') ? -BigInt(digits) : BigInt(digits);
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/**
 * As JAXB does (RI): white space and plus signs are skipped anywhere, a minus sign anywhere negates, no digits mean 0,
 * and the value wraps at 32 bits: 4294967298 is 2.
 */
function parseInt32(text: string): number | undefined {
  let value = 0;
  let negative = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) value = (Math.imul(value, 10) + code - 0x30) | 0;
    else if (code === 0x2d) negative = true;
    else if (code !== 0x2b && !isBlank(code)) return undefined;
  }
  return negative ? -value | 0 : value;
}

/** Whether the trimmed text is an integer of XML Schema. */
export function isInteger(text: string): boolean {
  return INTEGER.test(trimBlanks(text));
}

/** Whether an integer exceeds 32 bits, so that reading it as xsd:int wraps. */
export function isPastInt32(text: string): boolean {
  const value = Number(text);
  return value >= INT_LIMIT || value < -INT_LIMIT;
}

function parseFloat32(text: string): number | undefined {
  if (text === 'NaN') return Number.NaN;
  if (text === 'INF' || text === '-INF') return text === 'INF' ? Infinity : -Infinity;
  return DECIMAL.test(text) ? Math.fround(Number(text)) : undefined;
}

/** A date without zone is taken as UTC (assumption). */
function parseDateTime(text: string): Date | undefined {
  if (!DATE_TIME.test(text)) return undefined;
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`;
  const sixDigits = zoned.replace(/^(-?)(\d+)/, (year: string, sign: string, digits: string) =>
    sign === '' && digits.length === 4 ? year : `${sign || '+'}${digits.padStart(6, '0')}`,
  );
  const date = new Date(sixDigits);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

const PARSERS = {
  boolean: parseBoolean,
  int: parseInt32,
  long: parseLong,
  float: parseFloat32,
  dateTime: parseDateTime,
};

/** Parses the text of an element; undefined for an invalid one. Surrounding white space is ignored (RI). */
export function parseSimple(type: SimpleName, text: string): boolean | number | bigint | Date | undefined {
  return PARSERS[type](trimBlanks(text));
}

/** UTC with milliseconds (RI). ISO 8601 signs and pads years after 9999, XML Schema does not. */
export function writeDateTime(date: Date): string {
  const text = date.toISOString();
  return text.length === 24 ? text : text.replace(/^\+0*|(?<=^-)0*(?=\d{4}-)/, '');
}

/** The shortest decimal that reads as the same 32-bit float. */
function shortestFloat(value: number): string {
  for (let digits = 1; digits < 9; digits += 1) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toPrecision(9);
}

/** A float in Java's format: `1.5`, `3.0`, `1.0E10`, `INF` (RI). */
export function writeFloat(double: number): string {
  const value = Math.fround(double);
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'INF' : '-INF';
  const size = Math.abs(value);
  const plain = Number(shortestFloat(value));
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = '', power = ''] = plain.toExponential().split('e');
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(power)}`;
  }
  const text = Object.is(value, -0) ? '-0' : String(plain);
  return text.includes('.') ? text : `${text}.0`;
}
