/** A header with parameters, such as `form-data; name="a"`. */
export interface Parametrized {
  /** What is before the parameters, in lower case. */
  readonly value: string;
  /** By name in lower case; of several the first one. */
  readonly parameters: ReadonlyMap<string, string>;
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
 * Reads a header of a form or of a part of it by the grammar, as busboy does.
 * @param header a character for every byte
 * @param charset of the parameters
 * @returns undefined for one that is malformed
 */
export function readParameters(header: string, charset: BufferEncoding): Parametrized | undefined {
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

function parameterAt(header: string, at: number, charset: BufferEncoding): Parameter | undefined {
  EXTENDED.lastIndex = at;
  const [, extended, itsCharset = '', escaped = ''] = EXTENDED.exec(header) ?? [];
  if (extended !== undefined) {
    const encoding = encodingOf(itsCharset);
    const text = escaped.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (text !== '' && encoding === undefined) return undefined;
    return { name: extended.toLowerCase(), value: decoded(text, encoding), end: EXTENDED.lastIndex };
  }
  PARAMETER.lastIndex = at;
  const [, name, quoted, token = ''] = PARAMETER.exec(header) ?? [];
  if (name === undefined || name.endsWith('*')) return undefined;
  const value = decoded(quoted?.replace(/\\(["\\])/g, '$1') ?? token, charset);
  return { name: name.toLowerCase(), value, end: PARAMETER.lastIndex };
}

const decoded = (text: string, encoding: BufferEncoding | undefined): string =>
  Buffer.from(text, 'latin1').toString(encoding);

const LATIN_1 = /^(?:latin1|ascii|us-ascii|iso-?8859-?1|iso_8859-1(?::1987)?|windows-1252|(?:x-)?cp1252)$/i;

/** Undefined for a charset that busboy does not read in a parameter. */
function encodingOf(charset: string): BufferEncoding | undefined {
  if (/^utf-?8$/i.test(charset)) return 'utf8';
  if (LATIN_1.test(charset)) return 'latin1';
  return /^(?:utf-?16le|ucs-?2)$/i.test(charset) ? 'utf16le' : undefined;
}

/**
 * Reads a header with parameters, also as real clients write it that take no heed of the grammar (client, and assumption
 * where there are several ways to read it): with `;` at the end or twice, blanks around `=`, quotes within quotes or only
 * one, a text without quotes that has blanks in it.
 * @returns undefined for one of which nothing can be made
 */
export const readLaxly = (header: string, charset: BufferEncoding): Parametrized | undefined =>
  readParameters(header, charset) ?? readParameters(spelledOut(header), charset);

/** The next parameter, or what is in its place: up to a semicolon that is in no quotes. */
const NEXT = /[;\s]*([^;="\s]*)\s*(?:=\s*(?:"((?:[^"\\]|\\[\s\S]|"(?!\s*(?:;|$)))*)(?:"|$)|([^;]*)))?[^;]*/y;

/** What cannot be in quotes, escaped or not. */
const CONTROLS = /[^\t\x20-\x7e\x80-\xff]/g;

/** The header as the grammar has it, with what can be understood of it. */
export function spelledOut(header: string): string {
  const end = header.indexOf(';');
  const value = (end < 0 ? header : header.slice(0, end)).trim();
  let written = value;
  for (let at = end < 0 ? header.length : end; at < header.length; at = NEXT.lastIndex) {
    NEXT.lastIndex = at;
    const [all = '', name = '', quoted, plain] = NEXT.exec(header) ?? [];
    if (all === '') break;
    written += parameter(name, quoted?.replace(/\\(["\\])/g, '$1') ?? plain?.trim());
  }
  return written;
}

/** Empty for what is no parameter. */
function parameter(name: string, text: string | undefined): string {
  if (text === undefined) return '';
  const escaped = text.replace(CONTROLS, '').replace(/["\\]/g, '\\$&');
  const written = name.endsWith('*') ? `; ${name}=${text}` : `; ${name}="${escaped}"`;
  return readParameters(`x${written}`, 'latin1') ? written : '';
}
