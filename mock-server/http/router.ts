import type { Version } from '../../wsdl/contract.js';

/** The resource at the path of a request. Its handler decides about the method. */
export type Asked =
  | { readonly kind: 'control' }
  /** `exact` unless the path is in other letters: then only a lenient server serves it (RI). */
  | { readonly kind: 'endpoint'; readonly version: Version; readonly exact: boolean }
  | { readonly kind: 'front-page' }
  | { readonly kind: 'form' }
  | { readonly kind: 'raw' }
  | { readonly kind: 'redirect' }
  /** Name and platform of a program, percent-encoded. */
  | { readonly kind: 'tool'; readonly name: string; readonly platform: string }
  /** Code of the file. */
  | { readonly kind: 'preview'; readonly code: string }
  /** Code of the folder. */
  | { readonly kind: 'playlist'; readonly code: string }
  /** A file, a folder, or nothing. */
  | { readonly kind: 'other' };

/** Resources of one kind. */
export type AskedOf<Kind extends Asked['kind']> = Extract<Asked, { readonly kind: Kind }>;

/** A resolved target. */
export interface Route {
  /** Name in the prefix; undefined without one. */
  readonly namespace: string | undefined;
  /** Path after the prefix, percent-encoded. */
  readonly path: string;
  /** Query without the question mark; may be empty. */
  readonly search: string;
  readonly asked: Asked;
}

/** client: the third path is in a disabled line of an old client; it is jax2. */
const ENDPOINTS: Readonly<Record<string, Version>> = {
  '/jax3/DesktopApp': 'jax3',
  '/jax2/DesktopApp': 'jax2',
  '/servlet/services/DesktopApp': 'jax2',
};

const ENDPOINT_ROUTES: ReadonlyMap<string, Route> = new Map(
  Object.entries(ENDPOINTS).map(([path, version]) => [
    path,
    { namespace: undefined, path, search: '', asked: { kind: 'endpoint', version, exact: true } },
  ]),
);

/** Matched case-insensitively, and with double or trailing slashes. */
const FIXED: ReadonlyMap<string, Asked> = new Map<string, Asked>([
  ...Object.entries(ENDPOINTS).map(
    ([path, version]) => [path.toLowerCase(), { kind: 'endpoint', version, exact: false }] as const,
  ),
  ['/main/upload.jsp', { kind: 'form' }],
  // client: accepts the bytes of a file and nothing else.
  ['/main/upload5.jsp', { kind: 'raw' }],
  ['/main/redirect.jsp', { kind: 'redirect' }],
]);

const CONTROL = /^\/_control(?:\/|$)/;
const FRONT_PAGE = /^\/\/?$/;
const TOOL = /^\/tools\/([^/]+)\/([^/]+)\/?$/i;
/** client */
const PREVIEW = /^\/img\/([\w-]{8,10})(?:\/|$)/;
/** assumption, after the paths of files and folders */
const PLAYLIST = /^\/playlist\/([\w-]{8,10})(?:\/|$)/;

/** A client that uses this server as its proxy sends an absolute address. */
const TARGET = /^(?:https?:\/\/[^/?#]*)?(?:\/~([^/?#]*))?([^?#]*)(?:#[^?]*)?\??(.*)$/is;

/** Resolves the target of a request line, independently of the existing namespaces. */
export function routeOf(sent: string): Route {
  const endpoint = ENDPOINT_ROUTES.get(sent);
  if (endpoint) return endpoint;
  const [, namespace, rest = '', search = ''] = TARGET.exec(plainTarget(sent)) ?? [];
  const path = rest === '' ? '/' : rest;
  return { namespace, path, search, asked: askedAt(path) };
}

const ESCAPE = /%([0-9a-f]{2})/gi;
const UNRESERVED = /[\w.~-]/;

/**
 * Normalizes a target: unescapes unreserved characters, and removes path parameters such as `;jsessionid=1` and double
 * slashes. Clients and proxies write `%7E` for `~`, clients of servlets may keep a session in the path, and one
 * appends a path to an address with a trailing slash. The query and the host of an absolute address stay. Source: RFC
 * 3986, sections 3.3 and 6.2.2.2.
 */
export function plainTarget(target: string): string {
  if (!/%|;|\/\//.test(target)) return target;
  const [path = ''] = /^[^?#]*/.exec(target) ?? [];
  const plain = path
    .replace(/;[^/]*/g, '')
    .replace(ESCAPE, (sent, hex: string) => {
      const character = String.fromCharCode(Number.parseInt(hex, 16));
      return UNRESERVED.test(character) ? character : sent;
    })
    .replace(/(?<!^https?:)\/{2,}/gi, '/');
  return plain + target.slice(path.length);
}

function askedAt(path: string): Asked {
  const plain = path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
  const fixed = ENDPOINT_ROUTES.get(plain)?.asked ?? FIXED.get(plain.toLowerCase());
  if (fixed) return fixed;
  if (CONTROL.test(path)) return { kind: 'control' };
  if (FRONT_PAGE.test(path)) return { kind: 'front-page' };
  const [, name, platform] = TOOL.exec(path) ?? [];
  if (name !== undefined && platform !== undefined) return { kind: 'tool', name, platform };
  const [, preview] = PREVIEW.exec(path) ?? [];
  if (preview !== undefined) return { kind: 'preview', code: preview };
  const [, playlist] = PLAYLIST.exec(path) ?? [];
  return playlist === undefined ? { kind: 'other' } : { kind: 'playlist', code: playlist };
}

/** RI: PUT and DELETE are accepted like POST. */
export const isCall = (method: string): boolean =>
  method === 'POST' || method === 'PUT' || method === 'DELETE';
