import { base64ToUint8Array } from 'uint8array-extras';
import { headerParameter } from './content-type.js';
import { quote, refusals } from './faults.js';
import { singleByteCharset } from './single-byte.js';

/** Whether a body is a package of parts: SOAP with attachments, MTOM (RI). */
export const isPackage = (contentType: string | undefined): boolean =>
  /^\s*multipart\/related\s*(?:;|$)/i.test(contentType ?? '');

const ROOT_TYPE = /^(?:text\/xml|application\/xop\+xml)\s*(?:;|$)/i;

interface Part {
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** Offsets of the content. */
  readonly from: number;
  readonly to: number;
}

/**
 * The bytes of the envelope in a package: the part that `start` names, or the first one. Its charset is found in its
 * bytes (RI).
 * @throws SoapFault for a package that cannot be read
 */
export function rootPart(contentType: string, body: Uint8Array): Uint8Array {
  const boundary = headerParameter(contentType, 'boundary');
  if (boundary === undefined) throw refusals.noBoundary();
  const start = headerParameter(contentType, 'start');
  const root = rootAmong(partsOf(singleByteCharset('iso-8859-1')?.decode(body) ?? '', boundary), start);
  if (root === undefined) throw refusals.noRootPart();
  const type = root.headers.get('content-type') ?? '';
  if (!ROOT_TYPE.test(type)) throw refusals.rootType(quote(type));
  const content = body.subarray(root.from, root.to);
  return root.headers.get('content-transfer-encoding')?.toLowerCase() === 'base64'
    ? unpacked(content)
    : content;
}

/** Looks no further than the root: what follows it may be broken off (RI). */
function rootAmong(parts: Iterable<Part>, start: string | undefined): Part | undefined {
  for (const part of parts)
    if (start === undefined || sameId(part.headers.get('content-id'), start)) return part;
  return undefined;
}

const sameId = (id: string | undefined, start: string): boolean =>
  id !== undefined && id.replace(/^<(.*)>$/, '$1') === start.replace(/^<(.*)>$/, '$1');

/** @param text one character a byte */
function* partsOf(text: string, boundary: string): Generator<Part, void, undefined> {
  const escaped = boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const delimiter = new RegExp(`(?:^|\\r?\\n)--${escaped}(--)?[ \\t]*(?:\\r?\\n|$)`, 'g');
  let from: number | undefined;
  // A delimiter ends in the line break that may begin the next one.
  for (let found = delimiter.exec(text); found; found = delimiter.exec(text)) {
    if (from !== undefined) yield partIn(text.slice(from, found.index), from);
    if (found[1] !== undefined) return;
    from = delimiter.lastIndex;
    delimiter.lastIndex = Math.max(found.index + 1, from - 2);
  }
  throw from === undefined ? refusals.noDelimiter() : refusals.unclosedPackage();
}

const HEAD_END = /\r?\n\r?\n/;
const FIELD = /^([\w-]+):[ \t]*/;

/** A part without headers begins with an empty line. @param offset where the text of the part begins */
function partIn(text: string, offset: number): Part {
  const to = offset + text.length;
  const [empty] = /^\r?\n/.exec(text) ?? [];
  if (empty !== undefined) return { headers: new Map(), from: offset + empty.length, to };
  const end = HEAD_END.exec(text);
  const headers = new Map<string, string>();
  for (const line of text.slice(0, end?.index).split(/\r?\n(?![ \t])/)) {
    const [start = '', name] = FIELD.exec(line) ?? [];
    if (name !== undefined) headers.set(name.toLowerCase(), line.slice(start.length).trim());
  }
  return { headers, from: end ? offset + end.index + end[0].length : to, to };
}

function unpacked(content: Uint8Array): Uint8Array {
  try {
    return base64ToUint8Array(new TextDecoder().decode(content).replace(/\s/g, ''));
  } catch {
    // The error of the decoder names no position.
    throw refusals.notBase64();
  }
}
