import { fromLatin1 } from '../../journal/bytes.js';

/** A header with parameters, such as `form-data; name="a"`. */
export interface Parametrized {
  /** What stands before the parameters, in lower case. */
  readonly value: string;
  /** By name in lower case; of several the first one. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The name of the file in a part, as it was sent, without the folders that some browsers send; undefined for a text field. */
export function fileNameIn(parameters: Parametrized['parameters']): string | undefined {
  const path = parameters.get('filename*') || parameters.get('filename') || undefined;
  if (path === undefined) return undefined;
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name === '.' || name === '..' ? '' : name;
}

const TOKEN = "[\\w!#$%&'*+.^`|~-]";
const QUOTED = '[\\t\\x20\\x21\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]';

const PARAMETER = new RegExp(
  `[ \\t]*;[ \\t]*(${TOKEN}*)=(?:"((?:${QUOTED}|\\\\(?:${QUOTED}|["\\\\]))*)"|(${TOKEN}+(?!${TOKEN})))`,
  'y',
);

/** `filename*=UTF-8'en'%e2%82%ac`, as in RFC 8187. */
const EXTENDED =
  /[ \t]*;[ \t]*([\w!#$%&'*+.^`|~-]*\*)=([\w!#$%&+^`{}~-]*)'[^']*'((?:%[0-9a-f]{2}|[\w!#$&+.^`|~-])*)(?![\w!#$&+.^`|~%-])/iy;

/**
 * Reads a header of a part, a character for every byte.
 * @param charset of the parameters
 * @returns undefined for one that is malformed
 */
export function readParameters(header: string, charset: string): Parametrized | undefined {
  const [value = ''] = /^[^;\s]*/.exec(header) ?? [];
  const parameters = new Map<string, string>();
  let at = value.length;
  while (header.slice(at).trim() !== '') {
    const found = parameterAt(header, at, charset);
    if (!found) return undefined;
    if (!parameters.has(found.name)) parameters.set(found.name, found.value);
    at = found.end;
  }
  return { value: value.toLowerCase(), parameters };
}

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

function parameterAt(header: string, at: number, charset: string): Parameter | undefined {
  EXTENDED.lastIndex = at;
  const [, extended, itsCharset = '', escaped = ''] = EXTENDED.exec(header) ?? [];
  if (extended !== undefined) {
    const bytes = fromLatin1(
      escaped.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
    const value = decodeText(bytes, itsCharset);
    return value === undefined ? undefined : { name: extended.toLowerCase(), value, end: EXTENDED.lastIndex };
  }
  PARAMETER.lastIndex = at;
  const [, name, quoted, token = ''] = PARAMETER.exec(header) ?? [];
  if (name === undefined || name.endsWith('*')) return undefined;
  const value = decodeText(fromLatin1(quoted?.replace(/\\(["\\])/g, '$1') ?? token), charset);
  return value === undefined ? undefined : { name: name.toLowerCase(), value, end: PARAMETER.lastIndex };
}

const LATIN_1 = /^(?:latin1|ascii|us-ascii|iso-?8859-?1|iso_8859-1(?::1987)?|windows-1252|(?:x-)?cp1252)$/i;

/** Text of bytes; undefined in a charset that forms are not read in. */
export function decodeText(bytes: Uint8Array, charset: string): string | undefined {
  if (bytes.length === 0) return '';
  if (/^utf-?8$/i.test(charset)) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (LATIN_1.test(charset)) return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  if (/^(?:utf-?16le|ucs-?2)$/i.test(charset)) return utf16(bytes);
  return undefined;
}

/** Text of 16 bits a unit, as it is: a unit that is not whole is dropped, and half of a pair stays one. */
function utf16(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) text += String.fromCharCode(view.getUint16(at, true));
  return text;
}
