import type { Charset } from './charset.js';

const LATIN1 = ['iso-8859-1', 'iso8859-1', 'iso8859_1', 'iso_8859-1', 'latin1', 'latin-1', 'l1', 'cp819'];
const ASCII = ['us-ascii', 'ascii', 'iso646-us'];

/** Encoding names of the platform with one byte a character. Their labels are wider than the charsets they stand for. */
const TABLES = new Set([
  'ibm866',
  'koi8-r',
  'koi8-u',
  'macintosh',
  ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].map((part) => `iso-8859-${part}`),
  ...[874, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258].map((page) => `windows-${page}`),
]);

/** The characters of the 256 byte values; '' where a byte stands for none. */
type Table = readonly string[];

function range(length: number): Table {
  return Array.from({ length: 256 }, (_, byte) => (byte < length ? String.fromCharCode(byte) : ''));
}

function platformTable(encoding: string): Table {
  const decoder = new TextDecoder(encoding);
  return Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)).replace('\ufffd', ''));
}

/** 0x80 to 0x9f of windows-1252, written out because Node 20 takes that encoding for ISO-8859-1. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(): Table {
  return range(256).map((character, byte) => WINDOWS_1252[byte - 0x80] ?? character);
}

function decodeWith(table: Table, name: string, bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (const byte of bytes) {
    const character = table[byte] ?? '';
    if (character === '')
      throw new RangeError(`byte 0x${byte.toString(16)} stands for no character in ${name}`);
    pieces.push(character);
  }
  return pieces.join('');
}

function encodeWith(byteOf: ReadonlyMap<string, number>, text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const character of text) {
    const byte = byteOf.get(character);
    if (byte !== undefined) bytes.push(byte);
    else for (const digit of `&#${character.codePointAt(0)};`) bytes.push(digit.charCodeAt(0));
  }
  return Uint8Array.from(bytes);
}

function tableCharset(name: string, table: Table): Charset {
  const byteOf = new Map(table.map((character, byte) => [character, byte]));
  return {
    name,
    complete: (bytes) => bytes.length,
    decode: (bytes) => decodeWith(table, name, bytes),
    replace: (bytes) => Array.from(bytes, (byte) => table[byte] || '\ufffd').join(''),
    encode: (text) => encodeWith(byteOf, text),
  };
}

function build(name: string): Charset | undefined {
  // The platform's decoder takes both of these for windows-1252, which differs between 0x80 and 0x9f.
  if (LATIN1.includes(name)) return tableCharset('iso-8859-1', range(256));
  if (ASCII.includes(name)) return tableCharset('us-ascii', range(128));
  const encoding = name.replace(/^(?:x-)?cp(?=125\d$)/, 'windows-').replace(/^cp866$/, 'ibm866');
  if (encoding === 'windows-1252') return tableCharset(encoding, windows1252());
  return TABLES.has(encoding) ? tableCharset(encoding, platformTable(encoding)) : undefined;
}

const built = new Map<string, Charset>();

/** The charset of one byte a character with that lower-case name; undefined if there is none. Built on first use. */
export function singleByteCharset(name: string): Charset | undefined {
  const known = built.get(name);
  if (known !== undefined) return known;
  const charset = build(name);
  if (charset !== undefined) built.set(name, charset);
  return charset;
}
