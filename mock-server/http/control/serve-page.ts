import { problemOf, problemResponse } from '../../control/handle.js';
import type { HttpRequest } from '../request.js';
import { type HttpResponse, plainResponse, utf8 } from '../response.js';
import type { Route } from '../router.js';
import type { ControlSettings, Service } from '../service.js';
import { admitControl } from './control-gate.js';

const PAGE = /^\/_control\/ui(?:(\/)(.*))?$/;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

const HEADERS = [
  ...[
    'Content-Security-Policy',
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  ],
  ...['Cross-Origin-Opener-Policy', 'same-origin'],
  ...['Cross-Origin-Resource-Policy', 'same-origin'],
  ...['Referrer-Policy', 'no-referrer'],
  ...['X-Content-Type-Options', 'nosniff'],
  ...['X-Frame-Options', 'DENY'],
];

/** Names with a hash of the content never change. */
const HASHED = /-[\w-]{8}\.\w+$/;

/**
 * Serves a file of the page; undefined for any other address of the control API, and where there is no page. The gate of the
 * control API holds, except for the token: the page has no secret, asks for the token, and sends it with its requests.
 */
export async function servePage(
  { documents }: Service,
  { access }: ControlSettings,
  { path }: Route,
  request: HttpRequest,
): Promise<HttpResponse | undefined> {
  const [whole, slash, name = ''] = PAGE.exec(path) ?? [];
  if (whole === undefined || !documents.page || !/^(?:GET|HEAD)$/.test(request.method)) return undefined;
  try {
    if (access) admitControl(request, { ...access, token: undefined });
  } catch (error) {
    const { status, headers, body } = problemResponse(problemOf(error));
    return plainResponse(status, Object.entries(headers).flat(), utf8(String(body)));
  }
  // The page has relative addresses, so that it works below the prefix of a namespace.
  if (slash === undefined) return plainResponse(308, ['Location', 'ui/', 'Content-Length', '0', ...HEADERS]);
  const file = await documents.page(name === '' ? 'index.html' : name);
  if (!file) return undefined;
  const { bytes, etag } = file;
  const caching = HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache';
  const headers = [...HEADERS, 'ETag', etag, 'Cache-Control', caching];
  const known = request.headers.get('if-none-match') ?? '';
  if (known.split(/\s*,\s*/).includes(etag)) return plainResponse(304, headers);
  const type = TYPES[/\.(\w+)$/.exec(name === '' ? 'index.html' : name)?.[1] ?? ''];
  return plainResponse(
    200,
    [...headers, 'Content-Type', type ?? 'application/octet-stream', 'Content-Length', String(bytes.length)],
    bytes,
  );
}
