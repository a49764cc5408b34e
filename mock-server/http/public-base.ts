import type { Namespace } from '../namespaces/index.js';
import type { Base } from '../world/index.js';
import type { HttpRequest } from './request.js';

/** How to make the addresses that the server hands out. */
export interface PublicAddress {
  /** Fixed address without a trailing slash, for a server behind a host name. */
  readonly publicUrl?: string | undefined;
  /** Whether to trust X-Forwarded-Host, -Port and -Proto; the first member of a list counts. */
  readonly trustProxy: boolean;
  /** Base of addresses if the service has several hosts; undefined: as the other settings decide. */
  readonly links?: ((request: HttpRequest, namespace: Namespace) => Base | undefined) | undefined;
}

const HOST = /^(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;

/** URL.canParse checks the range of the port. */
const isHost = (name: string): boolean => HOST.test(name) && URL.canParse(`http://${name}`);

/**
 * The address at which a client reached this server, without a trailing slash: the public URL, or that of the Host
 * header (RI: X-Forwarded-* is ignored unless trusted). An invalid Host is not repeated: then it is the address at
 * which the request arrived.
 */
export function publicBase(
  request: Pick<HttpRequest, 'headers' | 'scheme' | 'authority'>,
  { publicUrl, trustProxy }: PublicAddress,
): string {
  if (publicUrl !== undefined) return publicUrl;
  const { headers } = request;
  const forwarded = (name: string): string | undefined =>
    trustProxy ? headers.get(`x-forwarded-${name}`)?.split(',')[0]?.trim() : undefined;
  const given = forwarded('proto')?.toLowerCase();
  const scheme = given === undefined ? request.scheme : given === 'https' ? 'https' : 'http';
  const host = [forwarded('host'), headers.get('host')].find((name) => name !== undefined && isHost(name));
  return `${scheme}://${withPort(host ?? request.authority, forwarded('port'), scheme)}`;
}

/** A host with the port of X-Forwarded-Port; the default port of the scheme is omitted. */
function withPort(host: string, port: string | undefined, scheme: 'http' | 'https'): string {
  const name = host.replace(/:\d+$/, '');
  if (port === undefined || !isHost(`${name}:${port}`)) return host;
  return Number(port) === (scheme === 'https' ? 443 : 80) ? name : `${name}:${Number(port)}`;
}
