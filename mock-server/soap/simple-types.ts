import type { PrimitiveName } from '../../wsdl/contract.js';
import { isBlank, trimBlanks } from './text.js';

/** Simple types other than text. */
export type SimpleName = Exclude<PrimitiveName, 'string'>;

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/;
const DATE_TIME = /^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?$/;
const INT_LIMIT = 2 ** 31;

/**
 * As JAXB does (RI): of a word that begins with `t` or `f` it compares all letters but the last, of other texts it looks at
 * the first character; after that it accepts white space and one character more. So `trux`, `10` and `true x` are
 * true, `2`, `no` and `tr` are false, and `TRUE` is neither.
 */
export function parseBoolean(text: string): boolean | undefined {
  let at = 0;
  while (at < text.length - 1 && isBlank(text.charCodeAt(at))) at += 1;
  const first = text[at];
  if (first === undefined) return undefined;
  at += 1;
  let value = first === '1';
  const rest = first === 't' ? 'rue' : first === 'f' ? 'alse' : '';
  if (rest !== '') {
    if (at === text.length) return undefined;
    let same = 0;
    do {
      same += 1;
      at += 1;
    } while (text[at - 1] === rest[same - 1] && at < text.length && same < rest.length);
    if (same < rest.length) return false;
    value = first === 't';
  }
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
  return at >= text.length - 1 ? value : undefined;
}

const DIGIT = /^\p{Nd}$/u;
const values = new Map<number, number | undefined>();

/**
 * The value of a digit of any script within 16 bits, as Java reads them (RI); undefined for another UTF-16 unit. In
 * Unicode, the ten digits of a script follow each other.
 */
function digitOf(unit: number): number | undefined {
  if (unit < 0x80) return unit >= 0x30 && unit <= 0x39 ? unit - 0x30 : undefined;
  if (values.has(unit)) return values.get(unit);
  let value: number | undefined;
  if (DIGIT.test(String.fromCharCode(unit)))
    for (value = 0; value < 9 && DIGIT.test(String.fromCharCode(unit - value - 1)); ) value += 1;
  values.set(unit, value);
  return value;
}

/** Where the digits of an integer begin; undefined without one. After a plus sign, Java wants one of ASCII (RI). */
function digitsFrom(text: string): number | undefined {
  if (text.startsWith('+'))
    return text.charCodeAt(1) < 0x80 && digitOf(text.charCodeAt(1)) !== undefined ? 1 : undefined;
  const from = text.startsWith('-') ? 1 : 0;
  return from < text.length ? from : undefined;
}

/** Most digits of a 64-bit number. */
const LONG_DIGITS = 19;

function parseLong(text: string): bigint | undefined {
  let at = digitsFrom(text);
  if (at === undefined) return undefined;
  while (at < text.length - 1 && digitOf(text.charCodeAt(at)) === 0) at += 1;
  if (text.length - at > LONG_DIGITS) return undefined;
  let digits = '';
  for (; at < text.length; at += 1) {
    const digit = digitOf(text.charCodeAt(at));
    if (digit === undefined) return undefined;
    digits += digit;
  }
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

/** Whether the trimmed text is an integer to Java, of any size. */
export function isInteger(sent: string): boolean {
  const text = trimBlanks(sent);
  const from = digitsFrom(text);
  if (from === undefined) return false;
  for (let at = from; at < text.length; at += 1) if (digitOf(text.charCodeAt(at)) === undefined) return false;
  return true;
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
  return PARSERS[type](type === 'boolean' ? text : trimBlanks(text));
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/**
 * UTC with milliseconds (RI). ISO 8601 signs and pads years after 9999, XML Schema does not. For usual years this takes
 * less than half the time of `toISOString`, which counts in a long listing.
 */
export function writeDateTime(date: Date): string {
  const year = date.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) return date.toISOString().replace(/^\+0*|(?<=^-)0*(?=\d{4}-)/, '');
  const day = `${year}-${TWO_DIGITS[date.getUTCMonth() + 1]}-${TWO_DIGITS[date.getUTCDate()]}`;
  const minute = `${TWO_DIGITS[date.getUTCHours()]}:${TWO_DIGITS[date.getUTCMinutes()]}`;
  const milliseconds = String(date.getUTCMilliseconds()).padStart(3, '0');
  return `${day}T${minute}:${TWO_DIGITS[date.getUTCSeconds()]}.${milliseconds}Z`;
}

/** The shortest decimal that reads as the same 32-bit float; of two as near, the one that ends in an even digit, as in Java (RI). */
function shortestFloat(value: number): string {
  for (let digits = 1; digits < 9; digits += 1) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) !== value) continue;
    const even = evenOfTwo(value, digits);
    return even !== undefined && Math.fround(Number(even)) === value ? even : text;
  }
  return value.toPrecision(9);
}

/** More digits than any 32-bit float of a usual size has. */
const ALL_DIGITS = 60;

/** `toPrecision` rounds halves up: the other decimal, if a half was rounded to an odd digit. */
function evenOfTwo(value: number, digits: number): string | undefined {
  const [mantissa = '', power = ''] = value.toExponential(ALL_DIGITS).split('e');
  const all = mantissa.replace('.', '');
  // The sign takes a place.
  const end = digits + (value < 0 ? 1 : 0);
  const isHalf = /^50*$/.test(all.slice(end));
  if (!isHalf || Number(all[end - 1]) % 2 === 1) return undefined;
  return `${all.slice(0, end - digits + 1)}.${all.slice(end - digits + 1, end)}e${power}`;
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
