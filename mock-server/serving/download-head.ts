import { create as contentDisposition } from 'content-disposition';
import { type FileVersion, fileVersion, newestVersion } from '../world/versions.js';
import { WorldError } from '../world/world.js';
import type { HttpAnswer } from './answer.js';
import { type ByteSpan, selectBytes } from './byte-range.js';
import { contentTypeOf } from './content-type-of.js';
import { findNode } from './link-request.js';
import { isFresh, pageAnswer } from './page-answer.js';
import { escapeHtml, htmlPage } from './pages.js';
import type { PlacedRequest } from './place.js';
import type { HttpRequest } from './request.js';

/** Characters that cannot stand in a header, and halves of pairs, which cannot be encoded. */
const NOT_IN_HEADERS = /[\p{Cc}\p{Surrogate}]/gu;

/** The newest version, or the one that the address names. */
export function findVersion(placed: PlacedRequest): FileVersion | undefined {
  const file = findNode(placed);
  if (file?.kind !== 'file') return undefined;
  try {
    return placed.query.has('version')
      ? fileVersion(file, Number(placed.queryValue('version')))
      : newestVersion(file);
  } catch (error) {
    if (error instanceof WorldError) return undefined;
    throw error;
  }
}

/** Text: client (download page). */
export function missingPage(request: HttpRequest, headers: readonly string[]): HttpAnswer {
  const text = 'The file link that you requested is not valid';
  return pageAnswer(request, htmlPage('404 Not Found', `<p>${escapeHtml(text)}</p>`), 404, headers);
}

/** What goes before the bytes of a file. */
export interface DownloadHead {
  readonly status: number;
  /** Name, value, name, value. */
  readonly headers: readonly string[];
  /** Undefined: no bytes. */
  readonly span: ByteSpan | undefined;
}

/** Decides what is to be sent of a file. */
export function decideHead(request: HttpRequest, found: FileVersion): DownloadHead {
  const described = describe(found);
  if (isFresh(request, { etag: etag(found), 'last-modified': lastModified(found) }))
    return { status: 304, headers: described, span: undefined };
  const span = selectBytes(request.headers, found.size, [etag(found), lastModified(found)]);
  if (span === 'unsatisfiable') {
    const range = ['Content-Range', `bytes */${found.size}`, 'Content-Length', '0'];
    // The type is that of the bytes, of which there are none.
    return { status: 416, headers: [...described.slice(2), ...range], span: undefined };
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

const etag = (found: FileVersion): string => `"${found.md5}-${found.version}"`;

const lastModified = (found: FileVersion): string => new Date(found.date).toUTCString();
