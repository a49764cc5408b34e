import { type Charset, charsetNamed, UTF_8, UTF_16, UTF_16BE, UTF_16LE } from './charset.js';

/** Longest XML declaration that is recognised, in bytes (assumption). */
const DECLARATION_BYTES = 512;
const DECLARED = /^<\?xml[\t\r\n ][^>]*?[\t\r\n ]encoding[\t\r\n ]*=[\t\r\n ]*["']([^"']*)["']/;

/** The charset and the length of the byte order mark, or why there is none. */
export type Detection = { readonly charset: Charset; readonly skip: number } | { readonly problem: string };

function startsWith(bytes: Uint8Array, ...prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function markOf(bytes: Uint8Array): Detection | undefined {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { charset: UTF_8, skip: 3 };
  if (startsWith(bytes, 0xfe, 0xff)) return { charset: UTF_16BE, skip: 2 };
  return startsWith(bytes, 0xff, 0xfe) ? { charset: UTF_16LE, skip: 2 } : undefined;
}

/** Detection with a charset in the Content-Type header, which outweighs everything in the document (RI). */
export function detectNamed(charset: Charset, bytes: Uint8Array): Detection {
  const mark = markOf(bytes);
  if (mark === undefined || 'problem' in mark) return { charset, skip: 0 };
  if (charset === UTF_16) return mark.skip === 2 ? mark : { charset, skip: 0 };
  return mark.charset === charset ? mark : { charset, skip: 0 };
}

function byDeclaration(bytes: Uint8Array): Detection {
  const start = String.fromCharCode(...bytes.subarray(0, DECLARATION_BYTES));
  const name = DECLARED.exec(start)?.[1];
  if (name === undefined) return { charset: UTF_8, skip: 0 };
  const charset = charsetNamed(name);
  if (charset === undefined) return { problem: `the encoding "${name}" of the XML declaration is not known` };
  if (charset.name.startsWith('utf-16')) {
    return {
      problem: `the XML declaration says ${name}, but the bytes are not; name the charset in Content-Type`,
    };
  }
  return { charset, skip: 0 };
}

/**
 * Detection by byte order mark, else by `<` in UTF-16 as the first character, else by XML declaration, else UTF-8
 * (RI).
 */
export function detectByBytes(bytes: Uint8Array): Detection {
  const mark = markOf(bytes);
  if (mark !== undefined) return mark;
  if (startsWith(bytes, 0x00, 0x3c)) return { charset: UTF_16BE, skip: 0 };
  if (startsWith(bytes, 0x3c, 0x00)) return { charset: UTF_16LE, skip: 0 };
  return byDeclaration(bytes);
}

/** Whether the bytes so far suffice for `detectByBytes`: the declaration is complete, or there is none. */
export function isSettled(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  if (!startsWith(bytes, 0x3c, 0x3f)) return true;
  return bytes.length >= DECLARATION_BYTES || bytes.includes(0x3e);
}
