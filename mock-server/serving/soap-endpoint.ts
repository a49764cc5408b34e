import type { Version } from '../../wsdl/contract.js';
import { type HttpAnswer, plainAnswer } from './answer.js';
import { answerCall } from './answer-call.js';
import { askedDescription, describe } from './description.js';
import { isCall, pathOf } from './endpoints.js';
import { endpointPage, htmlPage } from './pages.js';
import type { PlacedRequest } from './place.js';

/**
 * Answers one request to an endpoint. Which method does what was observed on the RI: GET is a page or a description,
 * HEAD knows only the description, PUT is taken like POST and DELETE like a POST without a body.
 */
export async function answerEndpoint(placed: PlacedRequest, version: Version): Promise<HttpAnswer> {
  const { method } = placed;
  if (isCall(method)) return answerCall(placed, version);
  if (method === 'GET' || method === 'HEAD') return answerDocument(placed, version);
  return plainAnswer(405, ['Allow', 'GET, HEAD, POST, PUT, DELETE', 'Content-Length', '0']);
}

async function answerDocument(placed: PlacedRequest, version: Version): Promise<HttpAnswer> {
  const { service, method, target } = placed;
  const endpoint = `${placed.base}${pathOf(target)}`;
  const asked = askedDescription(placed.search);
  const end = (status: number, contentType: string, text: string): HttpAnswer => {
    service.log({ what: `${method} ${asked ?? 'page'}`, result: String(status), ms: 0, warnings: [] });
    return plainAnswer(status, ['Content-Type', contentType], text);
  };
  if (asked === 'missing')
    return end(404, 'text/html; charset=utf-8', htmlPage('404 Not Found: Invalid Request', ''));
  if (asked !== null)
    return end(200, 'text/xml;charset=utf-8', await describe(service.documents, version, asked, endpoint));
  if (method === 'HEAD') return end(404, 'text/html; charset=utf-8', '');
  return end(200, 'text/html; charset=utf-8', endpointPage(version, endpoint));
}
