import type { Version } from '../../wsdl/contract.js';

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

/** Whether a request with this method is taken for a call. RI: PUT is taken like POST, DELETE like a POST without a body. */
export const isCall = (method: string): boolean =>
  method === 'POST' || method === 'PUT' || method === 'DELETE';

/** Paths that take the bytes of files: forms, and nothing but bytes (client). */
export const FORM = '/main/upload.jsp';
export const RAW = '/main/upload5.jsp';

/** Whether a request may change something: a call or an upload. Any other is answered without making a namespace. */
export function isUse(method: string, target: string): boolean {
  const path = plainPath(pathOf(target));
  return isCall(method) && (path === FORM || path === RAW || endpointAt(path) !== undefined);
}

/** The endpoint at a path. Clients that are careless about an address are forgiven its case and slashes too many. */
export const endpointAt = (path: string): Version | undefined =>
  ENDPOINTS.get(path) ?? ANYHOW.get(plainPath(path));

/** A path without regard to case and to slashes that are double or at its end. */
export const plainPath = (path: string): string =>
  path
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/(?<=.)\/$/, '');

const ANYHOW = new Map(Array.from(ENDPOINTS, ([path, version]) => [plainPath(path), version] as const));
