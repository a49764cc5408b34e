import { ownHost, type ServicePart } from '../http/index.js';

/** A further address of the whole service. */
export interface BaseAddress {
  readonly origin: string;
  /** Empty, or with a leading slash and without a trailing one. */
  readonly path: string;
}

/** A request for the service: the addressed part of it, and the target there. */
export interface Arrival {
  readonly part: ServicePart | 'all';
  /** Scheme and authority. */
  readonly origin: string;
  /** Path and query, without the path of the base address. */
  readonly target: string;
  /** The base address; undefined at the service's own hosts. */
  readonly base: string | undefined;
}

/**
 * Resolves an address.
 * @param bases further addresses of the whole service
 * @returns undefined if it is not an address of the service
 */
export function arrivalAt(address: string, bases: readonly BaseAddress[]): Arrival | undefined {
  const url = new URL(address);
  const { origin, host } = url;
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const own = ownHost(host);
  if (own) return { part: own.part, origin, target: url.pathname + url.search, base: undefined };
  for (const base of bases) {
    if (base.origin !== origin || !`${url.pathname}/`.startsWith(`${base.path}/`)) continue;
    const path = url.pathname.slice(base.path.length);
    return { part: 'all', origin, target: (path === '' ? '/' : path) + url.search, base: origin + base.path };
  }
  return undefined;
}

/** @throws RangeError for an invalid address, or one with more than a path */
export function readBases(bases: readonly string[]): BaseAddress[] {
  return bases.map((base) => {
    const url = URL.canParse(base) ? new URL(base) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.search + url.hash + url.username !== '')
      throw new RangeError(
        `bases: ${JSON.stringify(base)} must be an address such as https://files.example/api, without a query`,
      );
    return { origin: url.origin, path: url.pathname.replace(/\/+$/, '') };
  });
}
