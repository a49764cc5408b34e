import { withoutFolders } from '../http/index.js';

const CRLF = Buffer.from('\r\n');
const END = Buffer.from('\r\n\r\n');

/** Limit of a head in bytes. */
const LARGEST = 16 * 1024;

/** A line break after a delimiter begins the head. */
const beginsAsHead = ([first, second = CRLF[1]]: Buffer): boolean => first === CRLF[0] && second === CRLF[1];

/** What makes a delimiter the last one. */
export const CLOSING = Buffer.from('--');

/** Whether the bytes after a delimiter make it the last one. */
export const isClosing = (bytes: Buffer): boolean => bytes.subarray(0, CLOSING.length).equals(CLOSING);

/** Whether the bytes after a delimiter may be the beginning of a head, or of the end. */
export const isUnfinished = (bytes: Buffer): boolean =>
  (beginsAsHead(bytes) && bytes.length <= LARGEST && !bytes.includes(END)) ||
  (bytes.length === 1 && bytes[0] === CLOSING[0]);

/** Length of the head after a delimiter; 0 if there is no complete one. */
export function headLength(bytes: Buffer): number {
  const end = beginsAsHead(bytes) ? bytes.indexOf(END) : -1;
  return end < 0 ? 0 : end + END.length;
}

/** The head of a part, for busboy. */
interface PartHead {
  readonly bytes: Buffer;
  /** File name as sent, without folders; undefined for a text field. */
  readonly fileName: string | undefined;
}

/** Rewrites a head that busboy would not parse by the grammar; one that it refuses stays. */
export function understood(bytes: Buffer): PartHead {
  const headers = headersIn(bytes.toString('latin1', CRLF.length));
  const sent = headers.get('content-disposition') ?? '';
  const read = readLaxly(sent, 'utf8');
  const path = read && (read.parameters.get('filename*') || read.parameters.get('filename') || undefined);
  const fileName = path === undefined ? undefined : withoutFolders(path);
  if (!read || readParameters(sent, 'utf8')) return { bytes, fileName };
  const type = headers.get('content-type');
  const lines = ['', `Content-Disposition: ${spelledOut(sent)}`, ...(type ? [`Content-Type: ${type}`] : [])];
  return { bytes: Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), fileName };
}

/** One header, with continuation lines that begin with white space. */
const HEADER = /([\w!#$%&'*+.^`|~-]+):[ \t]*(?![ \t])((?:[\t\x20-\x7e\x80-\xff]|\r\n(?=[ \t]))*)\r\n/y;

/** The headers by name in lower case, the first of each; none if the head is malformed. */
function headersIn(head: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  let at = 0;
  while (head.slice(at) !== '\r\n') {
    HEADER.lastIndex = at;
    const [all, name = '', value = ''] = HEADER.exec(head) ?? [];
    if (all === undefined) return new Map();
    if (!headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value.replaceAll('\r\n', ''));
    at += all.length;
  }
  return headers;
}

/** A header with parameters, such as `form-data; name="a"`. */
interface Parametrized {
  /** The value before the parameters, in lower case. */
  readonly value: string;
  /** By name in lower case; the first of several. */
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
 * Parses a header of a form or part by the grammar, as busboy does.
 * @param header Latin-1, one character per byte
 * @param charset of the parameters
 * @returns undefined for a malformed header
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

/** Undefined for a charset that busboy does not support in a parameter. */
function encodingOf(charset: string): BufferEncoding | undefined {
  if (/^utf-?8$/i.test(charset)) return 'utf8';
  if (LATIN_1.test(charset)) return 'latin1';
  return /^(?:utf-?16le|ucs-?2)$/i.test(charset) ? 'utf16le' : undefined;
}

/**
 * Parses a header also if it ignores the grammar as real clients do (client; ambiguous cases: assumption): a trailing
 * or double `;`, spaces around `=`, quotes within quotes or only one quote, an unquoted text with spaces.
 * @returns undefined if nothing can be parsed
 */
export const readLaxly = (header: string, charset: BufferEncoding): Parametrized | undefined =>
  readParameters(header, charset) ?? readParameters(spelledOut(header), charset);

/** The next parameter, or the text in its place, up to an unquoted semicolon. */
const NEXT = /[;\s]*([^;="\s]*)\s*(?:=\s*(?:"((?:[^"\\]|\\[\s\S]|"(?!\s*(?:;|$)))*)(?:"|$)|([^;]*)))?[^;]*/y;

/** Characters that are not allowed in quotes, escaped or not. */
const CONTROLS = /[^\t\x20-\x7e\x80-\xff]/g;

/** The header rewritten by the grammar, with everything that can be parsed. */
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

/** Empty if there is no parameter. */
function parameter(name: string, text: string | undefined): string {
  if (text === undefined) return '';
  const escaped = text.replace(CONTROLS, '').replace(/["\\]/g, '\\$&');
  const written = name.endsWith('*') ? `; ${name}=${text}` : `; ${name}="${escaped}"`;
  return readParameters(`x${written}`, 'latin1') ? written : '';
}
