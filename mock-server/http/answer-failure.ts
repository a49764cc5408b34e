import { CutOff } from '../edge-cases/index.js';
import { NamespaceError } from '../namespaces/index.js';
import { isStorageFailure } from '../storage/errors.js';
import { type HttpAnswer, plainAnswer, utf8 } from './answer.js';
import { BadRequest } from './bad-request.js';
import { pageAnswer } from './pages/page-answer.js';
import { escapeHtml, htmlPage } from './pages/pages.js';
import type { HttpRequest } from './request.js';
import { routeOf } from './router.js';
import type { Service } from './service.js';

/**
 * The response to a request that failed. Logs bad requests and errors of this server.
 * @throws CutOff when the error is one
 */
export function answerFailure(service: Service, request: HttpRequest, error: unknown): HttpAnswer {
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
  const text = isStorageFailure(error) ? error.message : 'The request could not be answered.';
  return pageAnswer(request, htmlPage(String(status), `<p>${escapeHtml(text)}</p>`), status);
}

/** The namespace cannot be opened. */
function notLetIn({ message, status }: NamespaceError): HttpAnswer {
  const body = utf8(`${message}\n`);
  return plainAnswer(
    status,
    ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(body.length)],
    body,
  );
}
