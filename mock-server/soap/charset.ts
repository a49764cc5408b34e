import { type Charset, singleByteCharset } from './single-byte.js';

export type { Charset } from './single-byte.js';

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

export const UTF_8: Charset = {
  name: 'utf-8',
  complete: completeUtf8,
  decode: (bytes) => utf8Decoder.decode(bytes),
  replace: (bytes) => replacingDecoder.decode(bytes),
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

export const UTF_16BE = utf16('utf-16be', 0, '');
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
 * US-ASCII, ISO-8859-1 and other single-byte charsets.
 */
export function charsetNamed(name: string): Charset | undefined {
  const lower = name.toLowerCase();
  return UNICODE.get(lower) ?? singleByteCharset(lower);
}
