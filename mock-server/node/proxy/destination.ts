import { BlockList, isIP, type Socket } from 'node:net';
import { ownHost } from '../../http/index.js';
import { hostOf } from '../connections.js';
import { connectionOf } from '../tls-sockets.js';

/** Where a client of the proxy wants to go: to the service's hosts, to this server by another name, or elsewhere. */
export type Destination = 'service' | 'self' | 'elsewhere';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** Whether an IP address is of this machine alone; IPv4 in IPv6 included. */
export const isLoopback = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? 'ipv6' : 'ipv4');
};

/**
 * The destination of a request.
 * @param authority host and port
 * @param usualPort port when the authority has none
 * @param socket the connection that the request came by
 * @param names further names of this server, in lower case
 * @param anyPort whether a local address is this server at any port, as the port of a container may be mapped to another
 */
export function destinationOf(
  authority: string,
  usualPort: number,
  socket: Socket,
  names: ReadonlySet<string>,
  anyPort: boolean,
): Destination {
  if (ownHost(authority)) return 'service';
  const { localAddress, localPort } = connectionOf(socket);
  const host = hostOf(authority);
  const isHere =
    host === 'localhost' ||
    isLoopback(host) ||
    host === localAddress?.replace(/^::ffff:/, '') ||
    names.has(host);
  return isHere && (anyPort || portOf(authority, usualPort) === localPort) ? 'self' : 'elsewhere';
}

/** The port of `host:port`. */
export const portOf = (authority: string, usualPort: number): number =>
  Number(/:(\d{1,5})$/.exec(authority)?.[1] ?? usualPort);
