import type { IncomingMessage } from 'node:http';

/** How the addresses that are handed out are made. */
export interface PublicAddress {
  /** Fixed address without a slash at the end, for a server behind a name of its own. */
  readonly publicUrl?: string | undefined;
  /** Whether X-Forwarded-Host and X-Forwarded-Proto are believed. */
  readonly trustProxy: boolean;
}

const HOST = /^(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;

/**
 * The address a client reached this server at, without a slash at the end: the public URL if there is one, else what
 * the Host header says (RI: X-Forwarded-* plays no part unless it is to be trusted). A Host that could not be one is
 * not repeated; then it is the socket's own address.
 */
export function publicBase(request: IncomingMessage, address: PublicAddress): string {
  if (address.publicUrl !== undefined) return address.publicUrl;
  const forwardedHost = address.trustProxy ? first(request.headers['x-forwarded-host']) : undefined;
  const forwardedScheme = address.trustProxy ? first(request.headers['x-forwarded-proto']) : undefined;
  const scheme = forwardedScheme === 'https' ? 'https' : 'http';
  const host = [forwardedHost, request.headers.host].find((name) => name !== undefined && HOST.test(name));
  return `${scheme}://${host ?? socketAddress(request)}`;
}

const first = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim();

function socketAddress(request: IncomingMessage): string {
  const { localAddress = '127.0.0.1', localPort } = request.socket;
  return localAddress.includes(':') ? `[${localAddress}]:${localPort}` : `${localAddress}:${localPort}`;
}
