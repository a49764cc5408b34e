import { extname } from 'node:path';
import { finished } from 'node:stream/promises';
import { create as contentDisposition } from 'content-disposition';
import type { Request, RequestHandler, Response } from 'express';
import fresh from 'fresh';
import { contentType } from 'mime-types';
import { type FileVersion, fileVersion, newestVersion } from '../world/versions.js';
import { type World, WorldError } from '../world/world.js';
import { type ByteSpan, selectBytes } from './byte-range.js';
import { findNode, isLink, logOf } from './link-request.js';
import { escapeHtml, htmlPage } from './pages.js';
import { PREVIEW_HEADER } from './previews.js';
import type { TransferOptions } from './transfer.js';

/** Characters that cannot stand in a header, and halves of pairs, which cannot be encoded. */
const NOT_IN_HEADERS = /[\p{Cc}\p{Surrogate}]/gu;

/** Serves the bytes of files at their page links and direct links. */
export function downloads(options: TransferOptions): RequestHandler {
  return async (request, response, next) => {
    // A form with the password of the owner comes by POST.
    if (!['GET', 'HEAD', 'POST'].includes(request.method) || !isLink(request)) return next();
    const log = logOf(options, request);
    const world = options.world(request);
    const found = findVersion(world, request);
    if (!found) {
      sendMissing(response);
      return log('404');
    }
    const { login } = found.file.owner;
    const span = sendHead(request, response, found);
    try {
      const delivered = await sendBytes(response, found, span);
      // assumption: counted once all bytes were delivered, and neither for a range nor for a preview.
      if (
        delivered &&
        request.method !== 'HEAD' &&
        response.statusCode === 200 &&
        !response.hasHeader(PREVIEW_HEADER)
      )
        world.countDownload(found.file, 'bytes');
      log(delivered ? String(response.statusCode) : 'broken off', login);
    } catch (error) {
      log('broken off', login, error);
    }
  };
}

/** The newest version, or the one that the address names. */
function findVersion(world: World, request: Request): FileVersion | undefined {
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
function sendMissing(response: Response): void {
  const text = 'The file link that you requested is not valid';
  response
    .status(404)
    .type('html')
    .send(htmlPage('404 Not Found', `<p>${escapeHtml(text)}</p>`));
}

/** Decides what is to be sent and writes everything before the bytes. Undefined: no bytes. */
function sendHead(request: Request, response: Response, found: FileVersion): ByteSpan | undefined {
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

/**
 * Sends no more than the client takes, and tells whether all of it was delivered.
 * @throws when the bytes cannot be read; the client then sees that some are missing
 */
async function sendBytes(
  response: Response,
  found: FileVersion,
  span: ByteSpan | undefined,
): Promise<boolean> {
  try {
    if (span) {
      for await (const bytes of found.content.read(span.start, span.end)) {
        if (!response.write(bytes)) await room(response);
        if (response.destroyed) return false;
      }
    }
  } catch (error) {
    response.destroy();
    throw error;
  }
  response.end();
  return finished(response).then(
    () => true,
    () => false,
  );
}

function room(response: Response): Promise<void> {
  if (response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const goOn = (): void => {
      response.off('drain', goOn).off('close', goOn);
      resolve();
    };
    response.on('drain', goOn).on('close', goOn);
  });
}
