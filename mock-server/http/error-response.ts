import { CutOff } from '../edge-cases/index.js';
import { NamespaceError } from '../namespaces/index.js';
import { isStorageFailure } from '../storage/errors.js';
import { pageResponse } from './pages/page-response.js';
import { escapeHtml, htmlPage } from './pages/pages.js';
import type { HttpRequest } from './request.js';
import { type HttpResponse, plainResponse, utf8 } from './response.js';
import { routeOf } from './router.js';
import type { Service } from './service.js';

/** A malformed request. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly status = 400;
}

/**
 * The response to a request that failed. Logs bad requests and errors of this server.
 * @throws CutOff when the error is one
 */
export function errorResponse(service: Service, request: HttpRequest, error: unknown): HttpResponse {
  if (error instanceof CutOff) throw error;
  if (error instanceof NamespaceError) return notLetIn(error);
  const status = error instanceof BadRequest ? error.status : isStorageFailure(error) ? 503 : 500;
  const { namespace, path } = routeOf(request.target);
  service.log({
    what: `${request.method} ${namespace === undefined ? '' : `/~${namespace}`}${path}`,
    result: String(status),
    ms: 0,
    warnings: [],
    failure: status === 400 ? undefined : error,
  });
  const text = isStorageFailure(error) ? error.message : 'The request failed.';
  return pageResponse(request, htmlPage(String(status), `<p>${escapeHtml(text)}</p>`), status);
}

/** The namespace cannot be opened. */
function notLetIn({ message, status }: NamespaceError): HttpResponse {
  const body = utf8(`${message}\n`);
  return plainResponse(
    status,
    ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(body.length)],
    body,
  );
}
