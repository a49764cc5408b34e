import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Version } from '../../wsdl/contract.js';
import { askedDescription, describe } from './description.js';
import { endpointPage, htmlPage } from './pages.js';
import { baseOf, namespaceOf } from './place.js';
import { serveCall } from './serve-call.js';
import type { Service } from './service.js';

/** Paths of the service. The third one stands in a disabled line of an old client (client); it is jax2. */
export const ENDPOINTS: ReadonlyMap<string, Version> = new Map([
  ['/jax3/DesktopApp', 'jax3'],
  ['/jax2/DesktopApp', 'jax2'],
  ['/servlet/services/DesktopApp', 'jax2'],
]);

/** The path of a request's target, without query, also when a proxy client sent the whole address. */
export function pathOf(url: string): string {
  if (ENDPOINTS.has(url)) return url;
  const [, path = '/'] = /^(?:https?:\/\/[^/?]*)?([^?]*)/i.exec(url) ?? [];
  return path === '' ? '/' : path;
}

/**
 * Answers one request to an endpoint. Which method does what was observed on the RI: GET is a page or a description,
 * HEAD knows only the description, PUT is taken like POST and DELETE like a POST without a body.
 */
export function serveEndpoint(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  version: Version,
): void {
  switch (request.method) {
    case 'POST':
    case 'PUT':
    case 'DELETE':
      serveCall(service, request, response, version);
      return;
    case 'GET':
    case 'HEAD':
      serveDocument(service, request, response, version);
      return;
    default:
      response.writeHead(405, { Allow: 'GET, HEAD, POST, PUT, DELETE', 'Content-Length': 0 }).end();
  }
}

function serveDocument(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  version: Version,
): void {
  const url = request.url ?? '';
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  const base = baseOf(namespaceOf(service, request), request, service.address);
  const endpoint = `${base}${pathOf(url)}`;
  const asked = askedDescription(query);
  const end = (status: number, contentType: string, text: string): void => {
    service.log({
      what: `${request.method} ${asked ?? 'page'}`,
      result: String(status),
      ms: 0,
      warnings: [],
    });
    response
      .writeHead(status, { 'Content-Type': contentType })
      .end(request.method === 'HEAD' ? undefined : text);
  };
  if (asked === 'missing')
    end(404, 'text/html; charset=utf-8', htmlPage('404 Not Found: Invalid Request', ''));
  else if (asked !== null) end(200, 'text/xml;charset=utf-8', describe(version, asked, endpoint));
  else if (request.method === 'HEAD') end(404, 'text/html; charset=utf-8', '');
  else end(200, 'text/html; charset=utf-8', endpointPage(version, endpoint));
}
