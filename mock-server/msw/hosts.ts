import type { Base, Hosts } from '../world/index.js';

/** A further address of the whole service. */
export interface BaseAddress {
  readonly origin: string;
  /** Empty, or with a slash in front and none at the end. */
  readonly path: string;
}

/** Where a request is for the service: which part of it was addressed, and what its target is there. */
export interface Arrival {
  readonly part: 'api' | 'site' | 'data center' | 'all';
  /** Scheme and authority. */
  readonly origin: string;
  /** Path and query, without what a base address has in front of them. */
  readonly target: string;
  /** The base address; undefined at the service's own hosts. */
  readonly base: string | undefined;
}

const DOMAIN = '4shared.com';

/** Host of SOAP calls and descriptions (wsdl), pages of the site and data centers (client). */
const PARTS: readonly (readonly [host: RegExp, part: Arrival['part']])[] = [
  [/^api\.4shared\.com$/, 'api'],
  [/^(?:www\.)?4shared\.com$/, 'site'],
  [/^dc-?\d+\.4shared\.com$/, 'data center'],
];

/**
 * Tells what an address is for.
 * @param bases further addresses of the whole service
 * @returns undefined when it is none of the service
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

/** Paths with the prefix of a namespace taken off. */
const NAMESPACE = /^\/~[^/?]*/;

/** What each part of the service has; no other part has it (assumption, but for what the shapes of addresses say: client). */
const OWN: Readonly<Record<Exclude<Arrival['part'], 'all'>, RegExp>> = {
  api: /^\/(?:jax[23]\/DesktopApp|servlet\/services\/DesktopApp|_control)(?:[/?]|$)/i,
  'data center': /^\/(?:main|download|img)\//i,
  site: /^\/(?!jax[23]\/|servlet\/|main\/|_control(?:[/?]|$))/i,
};

/** Whether the part that was addressed has what is asked for: upload forms, for one, are at data centers alone. */
export function isServedThere({ part, target }: Arrival): boolean {
  return part === 'all' || OWN[part].test(target.replace(NAMESPACE, '') || '/');
}

/**
 * What addresses that are handed out begin with: the service's own hosts, with the scheme of the request (assumption),
 * or the base address that the request came to.
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
    // assumption: a file is always at the same one.
    bytesOf: (fileId) => dataCenter(dataCenters[Number(fileId % BigInt(dataCenters.length || 1))] ?? 1),
  };
}

/** @throws RangeError when an address is none, or has more than a path */
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
