import { publicBase } from './public-base.js';
import type { HttpRequest } from './request.js';
import { type HttpResponse, plainResponse, utf8 } from './response.js';
import { isCall } from './router.js';
import type { Service } from './service.js';

/**
 * Refuses calls and forms that a web page of another site sends: a browser allows it a POST without a Content-Type, or
 * a form, without a preflight. Undefined for all others.
 */
export function refuseForeignPage(service: Service, request: HttpRequest): HttpResponse | undefined {
  const { allowedOrigins: allowed } = service;
  if (allowed === undefined || !isCall(request.method)) return undefined;
  const { headers } = request;
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (origin === undefined && site === undefined) return undefined;
  if (allowed.has('*') || (origin !== undefined && allowed.has(origin))) return undefined;
  const foreign = origin !== undefined && !ownOrigins(service, request).includes(origin);
  // A site includes all ports of a host, so a page of the same site may belong to another server.
  if (!foreign && !/^(?:cross|same)-site$/i.test(site ?? '')) return undefined;
  const who = origin === undefined ? 'another site' : JSON.stringify(origin.slice(0, LONGEST));
  const text = `The request comes from a web page of ${who}, which may not send any here. Start the server with --allow-origin to let it.`;
  service.log({
    what: `${request.method} ${request.target.replace(/\?.*/s, '')}`,
    result: `403: ${text}`,
    ms: 0,
    warnings: [],
  });
  const body = utf8(`${text}\n`);
  return plainResponse(
    403,
    [
      'Content-Type',
      'text/plain; charset=utf-8',
      'Content-Length',
      String(body.length),
      'Connection',
      'close',
    ],
    body,
  );
}

/** Characters of an origin to show. */
const LONGEST = 200;

function ownOrigins(service: Service, request: HttpRequest): string[] {
  const base = publicBase(request, service.address);
  const host = request.headers.get('host') ?? request.authority;
  return [...(URL.canParse(base) ? [new URL(base).origin] : []), `http://${host}`, `https://${host}`];
}
