import { isServedThere, ownHostOf } from './hosts.js';
import { htmlPage } from './pages/pages.js';
import type { HttpRequest } from './request.js';
import { type HttpResponse, plainResponse, utf8 } from './response.js';
import { plainTarget } from './router.js';
import type { Service } from './service.js';

/**
 * Responds with 404 to what another part of the service serves: each of its hosts has its own (assumption: the real
 * response is unknown). Undefined for all other requests.
 */
export function refuseElsewhere(service: Service, request: HttpRequest): HttpResponse | undefined {
  const own = ownHostOf(request);
  if (!own) return undefined;
  const target = plainTarget(request.target).replace(/^https?:\/\/[^/?#]*/i, '');
  if (isServedThere(own.part, target)) return undefined;
  const warning = `the ${own.part} has nothing at this path: SOAP is at api.4shared.com, upload forms are at dcN.4shared.com, pages at www.4shared.com`;
  const what = `${request.method} ${target.replace(/\?.*/s, '')}`;
  service.log({ what, result: '404', ms: 0, warnings: [warning] });
  const page = utf8(htmlPage('404 Not Found', `<p>There is nothing at this address: ${warning}.</p>`));
  const headers = ['Content-Type', 'text/html; charset=utf-8', 'Content-Length', String(page.length)];
  return plainResponse(404, headers, page);
}
