import { extname } from 'node:path';
import { create as contentDisposition } from 'content-disposition';
import type { Request, Response } from 'express';
import fresh from 'fresh';
import { contentType } from 'mime-types';
import { type FileVersion, fileVersion, newestVersion } from '../world/versions.js';
import { type World, WorldError } from '../world/world.js';
import { type ByteSpan, selectBytes } from './byte-range.js';
import { findNode } from './link-request.js';
import { escapeHtml, htmlPage } from './pages.js';

/** Characters that cannot stand in a header, and halves of pairs, which cannot be encoded. */
const NOT_IN_HEADERS = /[\p{Cc}\p{Surrogate}]/gu;

/** The newest version, or the one that the address names. */
export function findVersion(world: World, request: Request): FileVersion | undefined {
  const { version } = request.query;
  const file = findNode(world, request);
  if (file?.kind !== 'file') return undefined;
  try {
    return version === undefined ? newestVersion(file) : fileVersion(file, Number(version));
  } catch (error) {
    if (error instanceof WorldError) return undefined;
    throw error;
  }
}

/** Text: client (download page). */
export function sendMissing(response: Response): void {
  const text = 'The file link that you requested is not valid';
  response
    .status(404)
    .type('html')
    .send(htmlPage('404 Not Found', `<p>${escapeHtml(text)}</p>`));
}

/** Decides what is to be sent and sets everything that goes before the bytes. Undefined: no bytes. */
export function decideHead(request: Request, response: Response, found: FileVersion): ByteSpan | undefined {
  response.set(describe(found));
  if (fresh(request.headers, { etag: etag(found), 'last-modified': lastModified(found) })) {
    response.status(304);
    return undefined;
  }
  const span = selectBytes(request.headers, found.size, [etag(found), lastModified(found)]);
  if (span === 'unsatisfiable') {
    response.status(416).set('Content-Range', `bytes */${found.size}`).set('Content-Length', '0');
    response.removeHeader('Content-Type');
    return undefined;
  }
  const { start, end } = span;
  response.set('Content-Length', String(end - start)).status(span.partial ? 206 : 200);
  if (span.partial) response.set('Content-Range', `bytes ${start}-${end - 1n}/${found.size}`);
  return request.method === 'HEAD' ? undefined : span;
}

function describe(found: FileVersion): Record<string, string> {
  return {
    'Content-Type': contentType(extname(found.file.name)) || 'application/octet-stream',
    'Content-Disposition': contentDisposition(found.file.name.replace(NOT_IN_HEADERS, '_')),
    'Accept-Ranges': 'bytes',
    ETag: etag(found),
    'Last-Modified': lastModified(found),
    'X-Content-Type-Options': 'nosniff',
    // An uploaded page must not act in the name of this server.
    'Content-Security-Policy': "sandbox; default-src 'none'",
  };
}

const etag = (found: FileVersion): string => `"${found.md5}-${found.version}"`;

const lastModified = (found: FileVersion): string => new Date(found.date).toUTCString();
