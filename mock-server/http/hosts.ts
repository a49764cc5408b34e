import type { Hosts } from '../world/index.js';
import type { HttpRequest } from './request.js';

/** A part of the service; each has its own hosts. */
export type ServicePart = 'api' | 'site' | 'data center';

/** A request that came to one of the service's own hosts. */
export interface OwnHost {
  readonly part: ServicePart;
  /** Without a port, in lower case. */
  readonly host: string;
}

const DOMAIN = '4shared.com';

/** Hosts of SOAP calls and descriptions (wsdl), of pages of the site and of data centers (client). */
const PARTS: readonly (readonly [host: RegExp, part: ServicePart])[] = [
  [/^api\.4shared\.com$/, 'api'],
  [/^(?:www\.)?4shared\.com$/, 'site'],
  [/^dc-?\d+\.4shared\.com$/, 'data center'],
];

/** A host with the usual port of http or https, or without one. */
const AT_USUAL_PORT = /^([^:]*4shared\.com)\.?(?::(?:80|443))?$/i;

/**
 * The part of the service that has this host.
 * @param authority host and port, as in a Host header or in CONNECT
 * @returns undefined if it is not one of the service's own hosts, at their usual ports
 */
export function ownHost(authority: string): OwnHost | undefined {
  const host = AT_USUAL_PORT.exec(authority)?.[1]?.toLowerCase();
  if (host === undefined) return undefined;
  const [, part] = PARTS.find(([known]) => known.test(host)) ?? [];
  return part && { part, host };
}

/** The service's own host that a request is for: that of an absolute address in the request line, or of Host. */
export function ownHostOf({ target, headers, authority }: HttpRequest): OwnHost | undefined {
  const absolute = target.startsWith('/') ? undefined : /^https?:\/\/([^/?#]*)/i.exec(target)?.[1];
  return ownHost(absolute ?? headers.get('host') ?? authority);
}

/** Prefix of a namespace. */
const NAMESPACE = /^\/~[^/?]*/;

/** What only one part of the service serves (assumption, but for the paths: client). */
const OWN: Readonly<Record<ServicePart, RegExp>> = {
  api: /^\/(?:jax[23]\/DesktopApp|servlet\/services\/DesktopApp|_control)(?:[/?]|$)/i,
  'data center': /^\/(?:main|download|img)\//i,
  site: /^\/(?!jax[23]\/|servlet\/|main\/|_control(?:[/?]|$))/i,
};

/**
 * Whether this part of the service serves a target: upload forms, for example, are at data centers only.
 * @param target path and query, without a host
 */
export const isServedThere = (part: ServicePart, target: string): boolean =>
  OWN[part].test(target.replace(NAMESPACE, '') || '/');

/**
 * Bases of the addresses that the service hands out at its own hosts (assumption: with the scheme of the request).
 * @param prefix of the namespace
 * @param dataCenters their numbers
 */
export function ownHosts(scheme: 'http' | 'https', prefix: string, dataCenters: readonly number[]): Hosts {
  const dataCenter = (number: number): string => `${scheme}://dc${number}.${DOMAIN}${prefix}`;
  return {
    site: `${scheme}://www.${DOMAIN}${prefix}`,
    dataCenter,
    // assumption: a file is always at the same data center
    bytesOf: (fileId) => dataCenter(dataCenters[Number(fileId % BigInt(dataCenters.length || 1))] ?? 1),
  };
}

/** Names of the service's hosts, for hosts files. @param dataCenters their numbers */
export const hostNames = (dataCenters: Iterable<number>): string[] => [
  ...['api', 'www'].map((name) => `${name}.${DOMAIN}`),
  DOMAIN,
  ...Array.from(dataCenters, (number) => `dc${number}.${DOMAIN}`),
];
