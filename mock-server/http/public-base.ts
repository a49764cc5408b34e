import type { Namespace } from '../namespaces/index.js';
import type { Base } from '../world/index.js';
import type { HttpRequest } from './request.js';

/** How the addresses that are handed out are made. */
export interface PublicAddress {
  /** Fixed address without a slash at the end, for a server behind a name of its own. */
  readonly publicUrl?: string | undefined;
  /** Whether X-Forwarded-Host, -Port and -Proto are believed; of lists the first counts. */
  readonly trustProxy: boolean;
  /** What addresses begin with where the service has more than one host; undefined: with what is said above. */
  readonly links?: ((request: HttpRequest, namespace: Namespace) => Base | undefined) | undefined;
}

const HOST = /^(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;

/** The number of a port has an end, too. */
const isHost = (name: string): boolean => HOST.test(name) && URL.canParse(`http://${name}`);

/**
 * The address a client reached this service at, without a slash at the end: the public URL if there is one, else what
 * the Host header says (RI: X-Forwarded-* plays no part unless it is to be trusted). A Host that could not be one is
 * not repeated; then it is the address that the request arrived at.
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

/** A host at the port that a proxy says it was asked at; the usual one of the scheme is left out. */
function withPort(host: string, port: string | undefined, scheme: 'http' | 'https'): string {
  const name = host.replace(/:\d+$/, '');
  if (port === undefined || !isHost(`${name}:${port}`)) return host;
  return Number(port) === (scheme === 'https' ? 443 : 80) ? name : `${name}:${Number(port)}`;
}
