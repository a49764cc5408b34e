import type { Version } from '../../wsdl/contract.js';

/** What the path of a request asks for. What the method does with it is decided by what answers there. */
export type Asked =
  | { readonly kind: 'control' }
  | { readonly kind: 'endpoint'; readonly version: Version }
  | { readonly kind: 'front-page' }
  | { readonly kind: 'form' }
  | { readonly kind: 'raw' }
  | { readonly kind: 'redirect' }
  /** Name and platform of a program, escapes and all. */
  | { readonly kind: 'tool'; readonly name: string; readonly platform: string }
  /** Code of the file. */
  | { readonly kind: 'preview'; readonly code: string }
  /** Code of the folder. */
  | { readonly kind: 'playlist'; readonly code: string }
  /** A file, a folder, or nothing. */
  | { readonly kind: 'other' };

/** What is asked for, of one kind. */
export type AskedOf<Kind extends Asked['kind']> = Extract<Asked, { readonly kind: Kind }>;

/** Where a request goes. */
export interface Route {
  /** Name of the namespace as the prefix has it; undefined without a prefix. */
  readonly namespace: string | undefined;
  /** Path behind the prefix, with its escapes. */
  readonly path: string;
  /** What follows the question mark; empty without one. */
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
    { namespace: undefined, path, search: '', asked: { kind: 'endpoint', version } },
  ]),
);

/** Paths that are the same in any letter case, and with slashes that are double or at the end. */
const FIXED: ReadonlyMap<string, Asked> = new Map<string, Asked>([
  ...Object.entries(ENDPOINTS).map(
    ([path, version]) => [path.toLowerCase(), { kind: 'endpoint', version }] as const,
  ),
  ['/main/upload.jsp', { kind: 'form' }],
  // client: takes the bytes of a file and nothing else.
  ['/main/upload5.jsp', { kind: 'raw' }],
  ['/main/redirect.jsp', { kind: 'redirect' }],
]);

const CONTROL = /^\/_control(?:\/|$)/;
const FRONT_PAGE = /^\/\/?$/;
const TOOL = /^\/tools\/([^/]+)\/([^/]+)\/?$/i;
/** Source of the shape: client. */
const PREVIEW = /^\/img\/([\w-]{8,10})(?:\/|$)/;
/** The shape is an assumption, after those of files and folders. */
const PLAYLIST = /^\/playlist\/([\w-]{8,10})(?:\/|$)/;

/** A client that takes this server for its proxy sends a whole address. */
const TARGET = /^(?:https?:\/\/[^/?#]*)?(?:\/~([^/?#]*))?([^?#]*)(?:#[^?]*)?\??(.*)$/is;

/** Resolves the target of a request line. Does not depend on which namespaces there are. */
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
 * The target without what changes nothing about where it goes: escapes of characters that need none, parameters of the
 * path such as `;jsessionid=1`, and doubled slashes. Clients and proxies write `%7E` for `~`, a client of a servlet may
 * keep its session in the path, and one appends a path to an address that ends with a slash already.
 * Source: RFC 3986, sections 3.3 and 6.2.2.2. The query stays as it is, and so does the host of a whole address.
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
  const fixed = FIXED.get(
    path
      .toLowerCase()
      .replace(/\/{2,}/g, '/')
      .replace(/(?<=.)\/$/, ''),
  );
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

/** RI: PUT is taken like POST, DELETE like a POST without a body. */
export const isCall = (method: string): boolean =>
  method === 'POST' || method === 'PUT' || method === 'DELETE';
