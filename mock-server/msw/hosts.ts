import type { Base, Hosts } from '../world/index.js';

/** A further address of the whole service. */
export interface BaseAddress {
  readonly origin: string;
  /** Empty, or with a leading slash and without a trailing one. */
  readonly path: string;
}

/** A request for the service: the addressed part of it, and the target there. */
export interface Arrival {
  readonly part: 'api' | 'site' | 'data center' | 'all';
  /** Scheme and authority. */
  readonly origin: string;
  /** Path and query, without the path of the base address. */
  readonly target: string;
  /** The base address; undefined at the service's own hosts. */
  readonly base: string | undefined;
}

const DOMAIN = '4shared.com';

/** Hosts of SOAP calls and descriptions (wsdl), of pages of the site and of data centers (client). */
const PARTS: readonly (readonly [host: RegExp, part: Arrival['part']])[] = [
  [/^api\.4shared\.com$/, 'api'],
  [/^(?:www\.)?4shared\.com$/, 'site'],
  [/^dc-?\d+\.4shared\.com$/, 'data center'],
];

/**
 * Resolves an address.
 * @param bases further addresses of the whole service
 * @returns undefined if it is not an address of the service
 */
export function arrivalAt(address: string, bases: readonly BaseAddress[]): Arrival | undefined {
  const url = new URL(address);
  const { origin, host } = url;
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const [, part] = PARTS.find(([known]) => known.test(host)) ?? [];
  if (part) return { part, origin, target: url.pathname + url.search, base: undefined };
  for (const base of bases) {
    if (base.origin !== origin || !`${url.pathname}/`.startsWith(`${base.path}/`)) continue;
    const path = url.pathname.slice(base.path.length);
    return { part: 'all', origin, target: (path === '' ? '/' : path) + url.search, base: origin + base.path };
  }
  return undefined;
}

/** Prefix of a namespace. */
const NAMESPACE = /^\/~[^/?]*/;

/** What only one part of the service serves (assumption, but for the paths: client). */
const OWN: Readonly<Record<Exclude<Arrival['part'], 'all'>, RegExp>> = {
  api: /^\/(?:jax[23]\/DesktopApp|servlet\/services\/DesktopApp|_control)(?:[/?]|$)/i,
  'data center': /^\/(?:main|download|img)\//i,
  site: /^\/(?!jax[23]\/|servlet\/|main\/|_control(?:[/?]|$))/i,
};

/** Whether the addressed part serves this target: upload forms, for example, are at data centers only. */
export function isServedThere({ part, target }: Arrival): boolean {
  return part === 'all' || OWN[part].test(target.replace(NAMESPACE, '') || '/');
}

/**
 * Bases of the addresses that the service hands out: its own hosts, with the scheme of the request (assumption), or
 * the base address of the request.
 * @param prefix of the namespace
 * @param dataCenters their numbers
 */
export function addressesFor(
  { origin, base }: Arrival,
  prefix: string,
  dataCenters: readonly number[],
): Base {
  return base === undefined
    ? ownHosts(origin.slice(0, origin.indexOf(':')), prefix, dataCenters)
    : base + prefix;
}

function ownHosts(scheme: string, prefix: string, dataCenters: readonly number[]): Hosts {
  const dataCenter = (number: number): string => `${scheme}://dc${number}.${DOMAIN}${prefix}`;
  return {
    site: `${scheme}://www.${DOMAIN}${prefix}`,
    dataCenter,
    // assumption: a file is always at the same data center
    bytesOf: (fileId) => dataCenter(dataCenters[Number(fileId % BigInt(dataCenters.length || 1))] ?? 1),
  };
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
