import { CutOff } from '../edge-cases/index.js';
import { latePart } from '../late-parts.js';
import { NamespaceError } from '../namespaces/namespaces.js';
import { isStorageFailure } from '../storage/errors.js';
import type { HttpAnswer } from './answer.js';
import { BadRequest } from './bad-request.js';
import { controlTarget } from './control-target.js';
import { refuseForeignPage } from './foreign-page.js';
import { notLetIn } from './not-let-in.js';
import { pageAnswer } from './page-answer.js';
import { escapeHtml, htmlPage } from './pages.js';
import { type PlacedRequest, place, routePath } from './place.js';
import type { HttpRequest } from './request.js';
import { answerAt } from './routes.js';
import type { Service } from './service.js';

const controlApi = latePart(() => import('./control-answer.js'));

/**
 * Answers any request, whatever it came through. Whoever sends the answer says what became of it: see HttpAnswer.
 * @throws CutOff when the connection is to end in place of an answer, also when it broke off before a whole call came
 */
export async function answerRequest(service: Service, request: HttpRequest): Promise<HttpAnswer> {
  const { control } = service;
  const controlled = control && controlTarget(request.target);
  if (controlled) {
    const { answerControl } = await controlApi();
    return answerControl(service, control, controlled, request);
  }
  const refused = refuseForeignPage(service, request);
  if (refused) return refused;
  try {
    return await answerPlaced(place(service, request));
  } catch (error) {
    if (error instanceof NamespaceError) return notLetIn(error);
    throw error;
  }
}

/** Answers a request that is in its namespace and is not for the control API. @throws as answerRequest */
export async function answerPlaced(placed: PlacedRequest): Promise<HttpAnswer> {
  try {
    await placed.namespace.ready;
    return await answerAt(placed);
  } catch (error) {
    if (error instanceof CutOff) throw error;
    return answerFailure(placed.service, placed.request, error);
  }
}

/** A page about what cannot be answered, and an entry in the log. */
export function answerFailure(service: Service, request: HttpRequest, error: unknown): HttpAnswer {
  const status = statusOf(error);
  service.log({
    what: `${request.method} ${routePath(request.target)}`,
    result: String(status),
    ms: 0,
    warnings: [],
    failure: status === 500 || isStorageFailure(error) ? error : undefined,
  });
  return pageAnswer(request, htmlPage(String(status), `<p>${escapeHtml(textOf(error))}</p>`), status);
}

function statusOf(error: unknown): number {
  if (error instanceof NamespaceError || error instanceof BadRequest) return error.status;
  return isStorageFailure(error) ? 503 : 500;
}

function textOf(error: unknown): string {
  if (error instanceof NamespaceError) return `${error.message}.`;
  return isStorageFailure(error) ? error.message : 'The request could not be answered.';
}
