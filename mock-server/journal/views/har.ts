import type { Content, Entry, Har, Header, PostData, Request, Response } from 'har-format';
import { base64ToUint8Array } from 'uint8array-extras';
import { headerIn } from '../bytes.js';
import type { AnyEntry, JournalEntry, NameAndValue, RawBody } from '../entry.js';

/** An entry of the archive. The fields that begin with `_` are our own: HAR reserves them for that. */
interface HarEntry extends Entry {
  readonly request: Request & { readonly postData?: HarPostData };
  /** What the journal has besides HTTP. */
  readonly _fourshared: JournalEntry extends infer Each
    ? Omit<Each, 'time' | 'ms' | 'method' | 'target' | 'headers' | 'scheme' | 'raw' | 'bytesIn' | 'bytesOut'>
    : never;
}

/** HAR cannot say that the text of a request is Base64. */
type HarPostData = PostData & { readonly _encoding?: 'base64' };

interface HarOptions {
  /** Version of this program. */
  readonly version: string;
  /** Address of the server, such as `http://127.0.0.1:8080`, for requests without a Host header. */
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
 * The entries as an HTTP archive, for the developer tools of browsers and for proxies. It has the bodies if they were
 * recorded. Source: HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/.
 */
export function har(
  entries: Iterable<JournalEntry>,
  options: HarOptions,
): Har & { readonly log: { readonly entries: HarEntry[] } } {
  return {
    log: {
      version: '1.2',
      creator: { name: '4shared-testkit', version: options.version },
      entries: Array.from(entries, (entry) => harEntry(entry, options)),
    },
  };
}

/** The same as text, in chunks that are made on iteration. */
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
    // A server knows neither how long the request was on its way nor the response.
    timings: { send: 0, wait: entry.ms, receive: 0 },
    _fourshared: factsOf(entry),
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
    headers: [...entry.headers],
    queryString: Array.from(url.searchParams, ([name, value]) => ({ name, value })),
    ...(postData === undefined ? {} : { postData }),
    headersSize: -1,
    bodySize: Number(entry.bytesIn),
  };
}

/** A target that is not an address becomes the path. */
function addressOf({ target, headers, scheme }: AnyEntry, base: string): URL {
  const named = `${scheme === undefined ? new URL(base).protocol : 'https:'}//${headerOf(headers, 'host') ?? ''}`;
  const { origin } = new URL(URL.canParse(named) ? named : base);
  const address = target.startsWith('/') ? origin + target : target;
  return new URL(URL.canParse(address) ? address : `${origin}/${encodeURIComponent(target)}`);
}

function response(entry: JournalEntry): Response {
  const { status = 0, raw } = entry;
  const headers: Header[] = [...(raw?.responseHeaders ?? [])];
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
  const content = text === undefined ? { text: body.base64, _encoding: 'base64' as const } : { text };
  return { mimeType, ...content, ...cutComment(body) };
}

function contentOf({ bytesOut, raw }: AnyEntry, headers: readonly NameAndValue[]): Content {
  const content = { size: Number(bytesOut), mimeType: headerOf(headers, 'content-type') ?? '' };
  if (raw === undefined) return content;
  if ('withheld' in raw.response) return { ...content, comment: raw.response.withheld };
  const text = utf8(raw.response.base64);
  const shown = text === undefined ? { text: raw.response.base64, encoding: 'base64' } : { text };
  return { ...content, ...shown, ...cutComment(raw.response) };
}

const cutComment = ({ of }: { readonly of?: number }): { comment?: string } =>
  of === undefined ? {} : { comment: `This is the beginning of ${of} bytes.` };

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined when the bytes are not UTF-8. */
function utf8(base64: string): string | undefined {
  try {
    return utf8Decoder.decode(base64ToUint8Array(base64));
  } catch {
    // The error of the decoder has no further information.
    return undefined;
  }
}

function factsOf(entry: JournalEntry): HarEntry['_fourshared'] {
  const { time: _, ms, method, target, headers, scheme, raw, bytesIn, bytesOut, ...rest } = entry;
  return rest;
}

const headerOf = (headers: readonly NameAndValue[], name: string): string | undefined =>
  headerIn(
    headers.flatMap((header) => [header.name, header.value]),
    name,
  );
