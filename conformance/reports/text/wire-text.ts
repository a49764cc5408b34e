import type { JournalEntry } from '../../../mock-server/index.js';
import { clipped } from './visible-text.js';

type Raw = NonNullable<JournalEntry['raw']>;
type Headers = Raw['responseHeaders'];

/** A request and its response as they went over the wire, as texts. */
export interface WireText {
  readonly request: string;
  readonly reply: string;
}

/** Bodies are cut at so many characters. */
const LONGEST_BODY = 6000;

/** Undefined when the journal did not keep the bytes. */
export function wireText(entry: JournalEntry): WireText | undefined {
  const { raw, method, target, headers, status } = entry;
  if (raw === undefined) return undefined;
  const head = status === undefined ? 'No head came back.' : `HTTP ${status}`;
  return {
    request: message(`${method} ${target}`, headers, raw.request),
    reply: message(head, raw.responseHeaders, raw.response),
  };
}

function message(first: string, headers: Headers, body: Raw['request']): string {
  const lines = headers.map(({ name, value }) => `${name}: ${value}`);
  const text = bodyText(body, headers);
  return [first, ...lines, ...(text === '' ? [] : ['', text])].join('\n');
}

function bodyText(body: Raw['request'], headers: Headers): string {
  if ('withheld' in body) return `(${body.withheld})`;
  const { base64, masked, of } = body;
  const bytes = Buffer.from(base64, 'base64');
  const rest = of === undefined ? '' : `\n(${of - bytes.length} more bytes)`;
  const remark = masked ? '\n(passwords are replaced by ********)' : '';
  return `${clipped(decoded(bytes, headers), LONGEST_BODY)}${rest}${remark}`;
}

/** Bytes that are no text in the charset of the header, such as those of a file, are shown byte by byte. */
function decoded(bytes: Uint8Array, headers: Headers): string {
  const encoding = headerIn(headers, 'content-encoding');
  if (encoding !== undefined) return `(${bytes.length} bytes of ${encoding})`;
  const [, charset = 'utf-8'] =
    /;\s*charset="?([^\s;"]+)/i.exec(headerIn(headers, 'content-type') ?? '') ?? [];
  return inCharset(bytes, charset) ?? inCharset(bytes, 'latin1') ?? '';
}

/** Undefined for bytes that are none of the charset, and for an unknown charset. What is cut off at the end is left out. */
function inCharset(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const headerIn = (headers: Headers, wanted: string): string | undefined =>
  headers.find(({ name }) => name.toLowerCase() === wanted)?.value;
