import { ebcdicTable } from './ebcdic.js';
import { multiByteCharset, UTF_32BE, UTF_32LE } from './multi-byte.js';
import { type Charset, singleByteCharset } from './single-byte.js';

const encoder = new TextEncoder();

/** Length of a UTF-8 sequence by its first byte; an invalid first byte counts as one, decoding refuses it. */
function sequenceLength(first: number): number {
  if (first >= 0xf0 && first < 0xf8) return 4;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xc0 && first < 0xe0 ? 2 : 1;
}

function completeUtf8(bytes: Uint8Array): number {
  const last = bytes.length - 1;
  for (let back = 0; back < 3 && back <= last; back += 1) {
    const byte = bytes[last - back] ?? 0;
    if (byte < 0x80 || byte >= 0xc0) return sequenceLength(byte) > back + 1 ? last - back : bytes.length;
  }
  return bytes.length;
}

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const replacingDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

const isContinuation = (byte = 0): boolean => byte >= 0x80 && byte < 0xc0;

/** With one invalid byte for each surrogate that was encoded: Java counts one U+FFFD, the platform up to three (RI). */
function withoutSurrogates(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const isSurrogate = bytes[at] === 0xed && (bytes[at + 1] ?? 0) >= 0xa0 && isContinuation(bytes[at + 1]);
    kept[length++] = isSurrogate ? 0xff : (bytes[at] ?? 0);
    if (isSurrogate) at += isContinuation(bytes[at + 2]) ? 2 : 1;
  }
  return kept.subarray(0, length);
}

/** UTF-8, the default of XML. */
export const UTF_8: Charset = {
  name: 'utf-8',
  complete: completeUtf8,
  decode: (bytes) => utf8Decoder.decode(bytes),
  replace: (bytes) => replacingDecoder.decode(withoutSurrogates(bytes)),
  encode: (text) => encoder.encode(text),
};

function utf16(name: string, highByte: 0 | 1, mark: string): Charset {
  const decoder = new TextDecoder(highByte === 0 ? 'utf-16be' : 'utf-16le', { fatal: true, ignoreBOM: true });
  const leadsPair = (byte: number | undefined): boolean => byte !== undefined && byte >= 0xd8 && byte <= 0xdb;
  return {
    name,
    complete(bytes) {
      const even = bytes.length - (bytes.length % 2);
      return even > 0 && leadsPair(bytes[even - 2 + highByte]) ? even - 2 : even;
    },
    decode: (bytes) => decoder.decode(bytes),
    encode(text) {
      const marked = mark + text;
      const bytes = new Uint8Array(marked.length * 2);
      const view = new DataView(bytes.buffer);
      for (let index = 0; index < marked.length; index += 1) {
        view.setUint16(index * 2, marked.charCodeAt(index), highByte === 1);
      }
      return bytes;
    },
  };
}

/** UTF-16, high byte first. */
export const UTF_16BE = utf16('utf-16be', 0, '');
/** UTF-16, low byte first. */
export const UTF_16LE = utf16('utf-16le', 1, '');
/** Without a byte order mark it is big-endian, as in Java (RI); the response has the mark. */
export const UTF_16 = utf16('utf-16', 0, '\ufeff');

const UNICODE = new Map<string, Charset>([
  ['utf-8', UTF_8],
  ['utf8', UTF_8],
  ['utf-16', UTF_16],
  ['utf-16be', UTF_16BE],
  ['utf-16le', UTF_16LE],
]);

/**
 * The charset with this name, case-insensitive; undefined if unknown. Known are UTF-8, UTF-16 in both byte orders,
 * UTF-32, US-ASCII, ISO-8859-1, other single-byte charsets, and those of several bytes that the platform decodes.
 */
export function charsetNamed(name: string): Charset | undefined {
  const lower = name.toLowerCase();
  return UNICODE.get(lower) ?? singleByteCharset(lower) ?? multiByteCharset(lower);
}

/** Longest XML declaration that is recognised, in bytes (assumption). */
const DECLARATION_BYTES = 512;
const DECLARED = /^<\?xml[\t\r\n ][^>]*?[\t\r\n ]encoding[\t\r\n ]*=[\t\r\n ]*["']([^"']*)["']/;

/** `<?xm` in EBCDIC. The pages agree in these characters, and in those of the declaration. */
const EBCDIC_START = [0x4c, 0x6f, 0xa7, 0x94];

/** The charset and the length of the byte order mark, or why there is none. */
type Detection = { readonly charset: Charset; readonly skip: number } | { readonly problem: string };

function startsWith(bytes: Uint8Array, ...prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function markOf(bytes: Uint8Array): Detection | undefined {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { charset: UTF_8, skip: 3 };
  if (startsWith(bytes, 0x00, 0x00, 0xfe, 0xff)) return { charset: UTF_32BE, skip: 4 };
  if (startsWith(bytes, 0xff, 0xfe, 0x00, 0x00)) return { charset: UTF_32LE, skip: 4 };
  if (startsWith(bytes, 0xfe, 0xff)) return { charset: UTF_16BE, skip: 2 };
  return startsWith(bytes, 0xff, 0xfe) ? { charset: UTF_16LE, skip: 2 } : undefined;
}

/** Detection with a charset in the Content-Type header, which outweighs everything in the document (RI). */
export function detectNamed(charset: Charset, bytes: Uint8Array): Detection {
  const mark = markOf(bytes);
  if (mark === undefined || 'problem' in mark) return { charset, skip: 0 };
  if (charset === UTF_16) {
    if (mark.skip !== 2) return { charset, skip: 0 };
    // Decoder and parser take a mark away each (RI).
    return bytes[2] === bytes[0] && bytes[3] === bytes[1] ? { charset: mark.charset, skip: 4 } : mark;
  }
  return mark.charset === charset ? mark : { charset, skip: 0 };
}

/** UTF-16 or UTF-32: the declaration must name it, or nothing (RI). */
function declaredWide(bytes: Uint8Array, charset: Charset): Detection {
  const start = charset.decode(bytes.subarray(0, charset.complete(bytes.subarray(0, DECLARATION_BYTES))));
  const name = DECLARED.exec(start)?.[1];
  if (name === undefined || charsetNamed(name)?.name.startsWith(charset.name.slice(0, 6)))
    return { charset, skip: 0 };
  return { problem: `the XML declaration says ${name}, but the bytes are ${charset.name}` };
}

const startsEbcdic = (bytes: Uint8Array): boolean =>
  bytes[0] === EBCDIC_START[0] && startsWith(bytes, ...EBCDIC_START);

function byDeclaration(bytes: Uint8Array): Detection {
  const head = bytes.subarray(0, DECLARATION_BYTES);
  const isEbcdic = startsEbcdic(bytes);
  const start = (isEbcdic && charsetNamed('ibm037')?.decode(head)) || String.fromCharCode(...head);
  const name = DECLARED.exec(start)?.[1];
  if (name === undefined)
    return isEbcdic
      ? { problem: 'an EBCDIC document must declare its charset' }
      : { charset: UTF_8, skip: 0 };
  const charset = charsetNamed(name);
  if (charset === undefined) return { problem: `the encoding "${name}" of the XML declaration is not known` };
  if (isEbcdic && ebcdicTable(name.toLowerCase()) === undefined)
    return { problem: `the XML declaration says ${name}, but the bytes are EBCDIC` };
  if (charset.name.startsWith('utf-16')) {
    return {
      problem: `the XML declaration says ${name}, but the bytes are not; name the charset in Content-Type`,
    };
  }
  return { charset, skip: 0 };
}

/**
 * Detection by byte order mark, else by `<` in UTF-32 or `<?` in UTF-16, else by XML declaration, else UTF-8 (RI).
 */
export function detectByBytes(bytes: Uint8Array): Detection {
  const mark = markOf(bytes);
  if (mark !== undefined) {
    if ('problem' in mark || mark.charset === UTF_8) return mark;
    const found = declaredWide(bytes.subarray(mark.skip), mark.charset);
    return 'problem' in found ? found : mark;
  }
  if (startsWith(bytes, 0x00, 0x00, 0x00, 0x3c)) return declaredWide(bytes, UTF_32BE);
  if (startsWith(bytes, 0x3c, 0x00, 0x00, 0x00)) return declaredWide(bytes, UTF_32LE);
  if (startsWith(bytes, 0x00, 0x3c, 0x00, 0x3f)) return declaredWide(bytes, UTF_16BE);
  if (startsWith(bytes, 0x3c, 0x00, 0x3f, 0x00)) return declaredWide(bytes, UTF_16LE);
  return byDeclaration(bytes);
}

/** Whether the bytes so far suffice for `detectByBytes`: the declaration is complete, or there is none. */
export function isSettled(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  if (startsEbcdic(bytes)) return bytes.length >= DECLARATION_BYTES || bytes.includes(0x6e);
  if (
    !/^(?:\0\0\xfe\xff|\xff\xfe\0\0|\xfe\xff|\xff\xfe)?\0{0,3}<\0{0,3}\?/.test(
      String.fromCharCode(...bytes.subarray(0, 12)),
    )
  )
    return true;
  return bytes.length >= DECLARATION_BYTES || bytes.includes(0x3e);
}
export type { Charset } from './single-byte.js';
