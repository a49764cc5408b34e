import { withoutFolders } from '../http/index.js';
import { readLaxly, readParameters, spelledOut } from './parameters.js';

const CRLF = Buffer.from('\r\n');
const END = Buffer.from('\r\n\r\n');

/** Limit of a head in bytes. */
const LARGEST = 16 * 1024;

/** A line break after a delimiter begins the head. */
const beginsAsHead = ([first, second = CRLF[1]]: Buffer): boolean => first === CRLF[0] && second === CRLF[1];

/** Whether the bytes after a delimiter may be the beginning of a head. */
export const isUnfinished = (bytes: Buffer): boolean =>
  beginsAsHead(bytes) && bytes.length <= LARGEST && !bytes.includes(END);

/** Length of the head after a delimiter; 0 if there is no complete one. */
export function headLength(bytes: Buffer): number {
  const end = beginsAsHead(bytes) ? bytes.indexOf(END) : -1;
  return end < 0 ? 0 : end + END.length;
}

/** The head of a part, for busboy. */
export interface PartHead {
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
