import fresh from 'fresh';
import type { HttpRequest } from '../request.js';
import { type HttpResponse, plainResponse, utf8 } from '../response.js';

const HTML = 'text/html; charset=utf-8';

/** Responds with a page. @param headers further ones: name, value, name, value */
export function pageResponse(
  request: HttpRequest,
  html: string,
  status = 200,
  headers: readonly string[] = [],
): HttpResponse {
  return textResponse(request, status, [...headers, 'Content-Type', HTML], html);
}

/** Responds with a text, or with 304 to `If-None-Match: *`. */
export function textResponse(
  request: HttpRequest,
  status: number,
  headers: readonly string[],
  text: string,
): HttpResponse {
  const bytes = utf8(text);
  if (status < 300 && isFresh(request)) return plainResponse(304, withoutType(headers));
  return plainResponse(status, [...headers, 'Content-Length', String(bytes.length)], bytes);
}

/** Whether a client has any version of the page: pages have no validators. */
function isFresh({ method, headers }: HttpRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const asked = ['if-modified-since', 'if-none-match', 'cache-control'].map(
    (name) => [name, headers.get(name)] as const,
  );
  return fresh(Object.fromEntries(asked), {});
}

const withoutType = (headers: readonly string[]): string[] =>
  headers.filter((_, index) => headers[index - (index % 2)] !== 'Content-Type');
