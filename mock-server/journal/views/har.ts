import { fromBase64 } from '../bytes.js';
import { headerIn } from '../headers.js';
import type { AnyEntry, JournalEntry, NameAndValue, RawBody } from '../journal-entry.js';
import type { Har, HarContent, HarEntry, HarPostData } from './har-format.js';

export interface HarOptions {
  /** Version of this program. */
  readonly version: string;
  /** Where the server is, such as `http://127.0.0.1:8080`, for requests that named no host. */
  readonly base: string;
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  200: 'OK',
  206: 'Partial Content',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/**
 * The entries as an HTTP archive (HAR 1.2), which browsers' developer tools and most proxies open. Bodies are in it
 * when they were recorded; what they meant is in `_fourshared`.
 */
export function har(entries: Iterable<JournalEntry>, options: HarOptions): Har {
  return {
    log: {
      version: '1.2',
      creator: { name: '4shared-testkit', version: options.version },
      entries: Array.from(entries, (entry) => harEntry(entry, options)),
    },
  };
}

/** The same as text, in pieces that are made as they are asked for. */
export function* harText(
  entries: Iterable<JournalEntry>,
  options: HarOptions,
): Generator<string, void, undefined> {
  const { log } = har([], options);
  const [head, tail] = JSON.stringify({ log }).split('[]');
  yield `${head}[`;
  let between = '\n';
  for (const entry of entries) {
    yield between + JSON.stringify(harEntry(entry, options));
    between = ',\n';
  }
  yield `]${tail}`;
}

function harEntry(entry: JournalEntry, options: HarOptions): HarEntry {
  return {
    startedDateTime: entry.time,
    time: entry.ms,
    request: request(entry, options),
    response: response(entry),
    cache: {},
    // What passed before the request was read, and how long the reply travelled, a server cannot tell.
    timings: { send: 0, wait: entry.ms, receive: 0 },
    _fourshared: facts(entry),
  };
}

function request(entry: JournalEntry, { base }: HarOptions): HarEntry['request'] {
  const url = addressOf(entry, base);
  const postData = entry.raw === undefined ? undefined : postDataOf(entry, entry.raw.request);
  return {
    method: entry.method,
    url: url.href,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: entry.headers,
    queryString: Array.from(url.searchParams, ([name, value]) => ({ name, value })),
    ...(postData === undefined ? {} : { postData }),
    headersSize: -1,
    bodySize: Number(entry.bytesIn),
  };
}

/** Of what is no address, the text of the request line stands behind the server's name. */
function addressOf({ target, headers }: AnyEntry, base: string): URL {
  const named = `${new URL(base).protocol}//${headerOf(headers, 'host') ?? ''}`;
  const { origin } = new URL(URL.canParse(named) ? named : base);
  const address = target.startsWith('/') ? origin + target : target;
  return new URL(URL.canParse(address) ? address : `${origin}/${encodeURIComponent(target)}`);
}

function response(entry: JournalEntry): HarEntry['response'] {
  const { status = 0, raw } = entry;
  const headers = raw?.replyHeaders ?? [];
  return {
    status,
    statusText: STATUS_TEXTS[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers,
    content: contentOf(entry, headers),
    redirectURL: headerOf(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: Number(entry.bytesOut),
  };
}

function postDataOf(entry: AnyEntry, body: RawBody): HarPostData | undefined {
  const mimeType = headerOf(entry.headers, 'content-type') ?? '';
  if ('withheld' in body) return { mimeType, params: [], comment: body.withheld };
  if (body.base64 === '') return undefined;
  const text = utf8(body.base64);
  const said = text === undefined ? { text: body.base64, _encoding: 'base64' as const } : { text };
  return { mimeType, ...said, ...cutComment(body) };
}

function contentOf({ bytesOut, raw }: AnyEntry, headers: readonly NameAndValue[]): HarContent {
  const content = { size: Number(bytesOut), mimeType: headerOf(headers, 'content-type') ?? '' };
  if (raw === undefined) return content;
  if ('withheld' in raw.reply) return { ...content, comment: raw.reply.withheld };
  const text = utf8(raw.reply.base64);
  const said = text === undefined ? { text: raw.reply.base64, encoding: 'base64' as const } : { text };
  return { ...content, ...said, ...cutComment(raw.reply) };
}

const cutComment = ({ of }: { readonly of?: number }): { comment?: string } =>
  of === undefined ? {} : { comment: `This is the beginning of ${of} bytes.` };

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined when the bytes are no UTF-8. */
function utf8(base64: string): string | undefined {
  try {
    return utf8Decoder.decode(fromBase64(base64));
  } catch {
    // The decoder throws on foreign bytes and says no more than that.
    return undefined;
  }
}

/** What HAR has no place for. */
function facts(entry: JournalEntry): HarEntry['_fourshared'] {
  const { time: _, ms, method, target, headers, raw, bytesIn, bytesOut, ...rest } = entry;
  return rest;
}

const headerOf = (headers: readonly NameAndValue[], name: string): string | undefined =>
  headerIn(
    headers.flatMap((header) => [header.name, header.value]),
    name,
  );
