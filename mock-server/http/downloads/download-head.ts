import { create as contentDisposition } from 'content-disposition';
import { type FileVersion, fileVersion, isPattern, newestVersion, WorldError } from '../../world/index.js';
import { pageResponse } from '../pages/page-response.js';
import { escapeHtml, htmlPage } from '../pages/pages.js';
import type { HttpRequest } from '../request.js';
import type { HttpResponse } from '../response.js';
import type { RoutedRequest } from '../routed-request.js';
import { contentTypeOf } from './content-type-of.js';
import { findNode } from './link-request.js';
import { failedPrecondition, mayBePartial } from './preconditions.js';

/** The bytes to send, without `end`; 64-bit. */
export interface ByteSpan {
  readonly start: bigint;
  readonly end: bigint;
  /** Whether they are the response to a Range header. */
  readonly partial: boolean;
}

/**
 * One range; a list may have empty members. Each white space can match in one place only: otherwise the pattern would
 * backtrack exponentially.
 */
const RANGE = /^bytes\s*=[\s,]*(?:(\d+)\s*)?-\s*(?:(\d+)[\s,]*|,[\s,]*)?$/i;

/**
 * The bytes that a Range header requests. Several ranges, other units and malformed values get the whole file, as RFC
 * 9110 allows.
 * @param size of the file in bytes, 64-bit
 */
export function selectBytes(range: string | undefined, size: bigint): ByteSpan | 'unsatisfiable' {
  const whole: ByteSpan = { start: 0n, end: size, partial: false };
  const [found, first = '', last = ''] = RANGE.exec(range ?? '') ?? [];
  if (found === undefined || first + last === '') return whole;
  const start = first === '' ? max(size - BigInt(last), 0n) : BigInt(first);
  const end = first === '' || last === '' ? size : BigInt(last) + 1n;
  if (first !== '' && end <= start && last !== '') return whole;
  if (start >= size) return 'unsatisfiable';
  return { start, end: end < size ? end : size, partial: true };
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** Characters that are not allowed in a header, and unpaired surrogates, which cannot be encoded. */
const NOT_IN_HEADERS = /[\p{Cc}\p{Surrogate}]/gu;

/** The newest version, or the one in the address. */
export function findVersion(routed: RoutedRequest): FileVersion | undefined {
  const file = findNode(routed);
  if (file?.kind !== 'file') return undefined;
  try {
    return routed.query.has('version')
      ? fileVersion(file, Number(routed.queryValue('version')))
      : newestVersion(file);
  } catch (error) {
    if (error instanceof WorldError) return undefined;
    throw error;
  }
}

/** Text: client (download page). */
export function missingPage(request: HttpRequest, headers: readonly string[]): HttpResponse {
  const text = 'The file link that you requested is not valid';
  return pageResponse(request, htmlPage('404 Not Found', `<p>${escapeHtml(text)}</p>`), 404, headers);
}

/** Status and headers of a download, and the bytes to send. */
interface DownloadHead {
  readonly status: number;
  /** Name, value, name, value. */
  readonly headers: readonly string[];
  /** Undefined: no bytes. */
  readonly span: ByteSpan | undefined;
}

/** Decides which bytes of a file to send. */
export function decideHead(request: HttpRequest, found: FileVersion): DownloadHead {
  const described = describe(found);
  const validators = { etag: etag(found), lastModified: lastModified(found) };
  const failed = failedPrecondition(request, validators);
  if (failed === 304) return { status: 304, headers: described, span: undefined };
  // Without the type: it describes the bytes, of which there are none.
  const withoutBytes = [...described.slice(2), 'Content-Length', '0'];
  if (failed === 412) return { status: 412, headers: withoutBytes, span: undefined };
  // RFC 9110, 14.2: ranges are for GET only.
  const isRanged = request.method === 'GET' && mayBePartial(request.headers, validators);
  const span = selectBytes(isRanged ? request.headers.get('range') : undefined, found.size);
  if (span === 'unsatisfiable') {
    const headers = [...withoutBytes, 'Content-Range', `bytes */${found.size}`];
    return { status: 416, headers, span: undefined };
  }
  const { start, end, partial } = span;
  const length = ['Content-Length', String(end - start)];
  const range = partial ? ['Content-Range', `bytes ${start}-${end - 1n}/${found.size}`] : [];
  return {
    status: partial ? 206 : 200,
    headers: [...described, ...length, ...range],
    span: request.method === 'HEAD' ? undefined : span,
  };
}

function describe(found: FileVersion): string[] {
  return [
    ...['Content-Type', contentTypeOf(found.file.name) ?? 'application/octet-stream'],
    ...['Content-Disposition', contentDisposition(found.file.name.replace(NOT_IN_HEADERS, '_'))],
    ...['Accept-Ranges', 'bytes'],
    ...['ETag', etag(found)],
    ...['Last-Modified', lastModified(found)],
    ...['X-Content-Type-Options', 'nosniff'],
    // An uploaded page must not act in the name of this server.
    ...['Content-Security-Policy', "sandbox; default-src 'none'"],
  ];
}

/** For generated bytes the size suffices, as their digest takes long to compute. */
const etag = (found: FileVersion): string =>
  `"${isPattern(found.content) ? `${found.size}` : found.md5}-${found.version}"`;

const lastModified = (found: FileVersion): string => new Date(found.date).toUTCString();
