import type { Version } from '../../../wsdl/contract.js';
import { type HttpAnswer, plainAnswer } from '../answer.js';
import { endpointPage, htmlPage } from '../pages/pages.js';
import type { RoutedRequest } from '../routed-request.js';
import { askedDescription, describe } from './description.js';

/**
 * Serves a request to an endpoint that is no call. RI, observed: GET is a page or a description, HEAD only a
 * description, PUT is accepted like POST and DELETE like a POST without a body.
 */
export async function answerEndpoint(routed: RoutedRequest, version: Version): Promise<HttpAnswer> {
  const { method } = routed;
  if (method === 'GET' || method === 'HEAD') return answerDocument(routed, version);
  return plainAnswer(405, ['Allow', 'GET, HEAD, POST, PUT, DELETE', 'Content-Length', '0']);
}

async function answerDocument(routed: RoutedRequest, version: Version): Promise<HttpAnswer> {
  const { service, method, path, route } = routed;
  const endpoint = `${routed.base}${path}`;
  const asked = askedDescription(route.search);
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
