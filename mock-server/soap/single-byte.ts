import { ebcdicTable } from './ebcdic.js';

/** A charset. Bytes must be split as `complete` says before decoding. */
export interface Charset {
  /** Name in Content-Type and XML declaration, in lower case. */
  readonly name: string;
  /** Length of the prefix that ends with a complete character; at most three bytes remain. */
  complete(bytes: Uint8Array): number;
  /** Decodes complete characters. Throws for invalid bytes. */
  decode(bytes: Uint8Array): string;
  /** Decodes with U+FFFD for invalid bytes; absent if that behaviour of the service is unknown. */
  readonly replace?: (bytes: Uint8Array) => string;
  /** Set for a charset that is decoded with state: makes a decoder for one document. */
  readonly stream?: () => (bytes: Uint8Array, isLast: boolean) => string;
  /** Encodes a text; characters outside the charset become numeric references. */
  encode(text: string): Uint8Array<ArrayBuffer>;
}

const LATIN1 = ['iso-8859-1', 'iso8859-1', 'iso8859_1', 'iso_8859-1', 'latin1', 'latin-1', 'l1', 'cp819'];
const ASCII = ['us-ascii', 'ascii', 'iso646-us'];

/** Single-byte encodings of the platform. Their labels cover more than the charsets of that name. */
const TABLES = new Set([
  'ibm866',
  'koi8-r',
  'koi8-u',
  'macintosh',
  ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].map((part) => `iso-8859-${part}`),
  ...[874, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258].map((page) => `windows-${page}`),
]);

/** UTF-16 units of the 256 byte values; NONE for a byte without a character. */
type Table = Uint16Array;

/** A noncharacter, which no table has. */
const NONE = 0xffff;

function table(unitOf: (byte: number) => number): Table {
  return Uint16Array.from({ length: 256 }, (_, byte) => unitOf(byte));
}

function range(length: number): Table {
  return table((byte) => (byte < length ? byte : NONE));
}

function platformTable(encoding: string): Table {
  const decoder = new TextDecoder(encoding);
  return table((byte) => {
    const unit = decoder.decode(Uint8Array.of(byte)).charCodeAt(0);
    return unit === 0xfffd ? NONE : unit;
  });
}

/** 0x80 to 0x9f of windows-1252, as Node 20 decodes it as ISO-8859-1. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(): Table {
  return table((byte) => (byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte));
}

/** ISO-8859-9 has Turkish letters in place of the Icelandic ones of ISO-8859-1. */
const TURKISH = new Map(
  [...'ÐĞÝİÞŞðğýıþş'.matchAll(/(.)(.)/gu)].map(([, icelandic = '', turkish = '']) => [
    icelandic.charCodeAt(0),
    turkish.charCodeAt(0),
  ]),
);

function latin5(): Table {
  return table((byte) => TURKISH.get(byte) ?? byte);
}

/** Units to decode at once. The platform's UTF-16 decoder takes three times as long. */
const UNITS_AT_ONCE = 1024;

function textOf(units: Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += UNITS_AT_ONCE)
    text += Reflect.apply(String.fromCharCode, undefined, units.subarray(at, at + UNITS_AT_ONCE));
  return text;
}

/** @throws RangeError for a byte without a character, unless there is a `substitute` */
function decodeWith(units: Table, name: string, bytes: Uint8Array, substitute?: number): string {
  const decoded = new Uint16Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const unit = units[byte] ?? NONE;
    if (unit === NONE && substitute === undefined)
      throw new RangeError(`byte 0x${byte.toString(16)} is no character in ${name}`);
    decoded[at] = unit === NONE ? (substitute ?? NONE) : unit;
  }
  return textOf(decoded);
}

/** The bytes of the characters up to U+FFFF in a table, plus one; 0 for the others. */
function bytesOf(units: Table): Uint16Array {
  const byteOf = new Uint16Array(0x1_0000);
  for (const [byte, unit] of units.entries()) if (unit !== NONE) byteOf[unit] = byte + 1;
  return byteOf;
}

/** Longest numeric reference: `&#1114111;`. */
const LONGEST_REFERENCE = 10;

function encodeWith(byteOf: Uint16Array, text: string): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const byte = byteOf[text.charCodeAt(at)] ?? 0;
    if (byte !== 0) {
      bytes[length++] = byte - 1;
      continue;
    }
    const missing = text.codePointAt(at) ?? 0;
    if (missing > 0xffff) at += 1;
    const needed = length + LONGEST_REFERENCE + text.length - at;
    if (needed > bytes.length) bytes = grown(bytes, needed);
    for (const digit of `&#${missing};`) bytes[length++] = digit.charCodeAt(0);
  }
  return length === bytes.length ? bytes : bytes.slice(0, length);
}

/** Grows at least twofold, so that many references copy a text only a few times. */
function grown(bytes: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, 2 * bytes.length));
  larger.set(bytes);
  return larger;
}

function tableCharset(name: string, units: Table): Charset {
  const byteOf = bytesOf(units);
  return {
    name,
    complete: (bytes) => bytes.length,
    decode: (bytes) => decodeWith(units, name, bytes),
    replace: (bytes) => decodeWith(units, name, bytes, 0xfffd),
    encode: (text) => encodeWith(byteOf, text),
  };
}

function build(name: string): Charset | undefined {
  // The platform decodes both as windows-1252, and ISO-8859-9 as windows-1254: they differ from 0x80 to 0x9f.
  if (LATIN1.includes(name)) return tableCharset('iso-8859-1', range(256));
  if (ASCII.includes(name)) return tableCharset('us-ascii', range(128));
  if (name === 'iso-8859-9') return tableCharset(name, latin5());
  const encoding = name
    .replace(/^(?:x-)?cp(?=125\d$)/, 'windows-')
    .replace(/^cp866$/, 'ibm866')
    .replace(/^koi8_/, 'koi8-');
  if (encoding === 'windows-1252') return tableCharset(encoding, windows1252());
  if (TABLES.has(encoding)) return tableCharset(encoding, platformTable(encoding));
  const ebcdic = ebcdicTable(name);
  return ebcdic === undefined ? undefined : tableCharset(name, ebcdic);
}

const built = new Map<string, Charset>();

/** The single-byte charset with this lower-case name; undefined if there is none. Built on first use. */
export function singleByteCharset(name: string): Charset | undefined {
  const known = built.get(name);
  if (known !== undefined) return known;
  const charset = build(name);
  if (charset !== undefined) built.set(name, charset);
  return charset;
}
