import Negotiator from 'negotiator';
import { type HttpResponse, plainResponse, utf8 } from '../response.js';
import type { RoutedRequest } from '../routed-request.js';

/** Characters that are not allowed in a header, and percent signs of no escape. */
const UNSAFE = /[^\x21\x23-\x3b\x3d\x3f-\x5f\x61-\x7a\x7c\x7e]+|%(?![0-9a-f]{2})/gi;

/** As in the pages of Express. */
const ENTITIES: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '&': '&amp;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
};

const TITLE = 'Temporary Redirect';

/** Redirects to the upload form, with method and body (307). An edge account hands out this address. */
export function redirectToForm({ request, base, route: { search } }: RoutedRequest): HttpResponse {
  const address = `${base}/main/upload.jsp${search === '' ? '' : `?${search}`}`.replace(UNSAFE, encodeURI);
  const { type, body } = bodyFor(request.headers.get('accept'), address);
  const bytes = utf8(body);
  const headers = [
    ...['Location', address],
    ...['Vary', 'Accept'],
    ...(type === undefined ? [] : ['Content-Type', type]),
    ...['Content-Length', String(bytes.length)],
  ];
  // Nothing else reads the body.
  void request.drain();
  return plainResponse(307, headers, bytes);
}

/** The body for a client that does not follow, in the format it prefers. */
function bodyFor(
  accept: string | undefined,
  address: string,
): { readonly type?: string; readonly body: string } {
  const liked = accept
    ? new Negotiator({ headers: { accept } }).mediaTypes(['text/plain', 'text/html'])[0]
    : 'text/plain';
  if (liked === undefined) return { body: '' };
  const text = `${TITLE}. Redirecting to `;
  if (liked === 'text/plain') return { type: 'text/plain; charset=utf-8', body: text + address };
  const escaped = address.replace(/["&'<>]/g, (character) => ENTITIES[character] ?? character);
  const page = `<!DOCTYPE html><head><title>${TITLE}</title></head><body><p>${text}${escaped}</p></body>`;
  return { type: 'text/html; charset=utf-8', body: page };
}
