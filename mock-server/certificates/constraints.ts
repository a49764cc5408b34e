import { BlockList, isIP } from 'node:net';

/** Names that the authority may certify, with all names below them. */
const DOMAINS = ['4shared.com', 'localhost'] as const;

/**
 * Addresses that the authority may certify: loopback, and those of private networks, as a server in a container or on
 * another machine of the developer has one of them (RFC 1918, RFC 4193, RFC 3927, RFC 4291).
 */
const NETWORKS: readonly (readonly [address: string, prefix: number])[] = [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
];

/** Everything that the authority may certify. */
export const PERMITTED = { domains: DOMAINS, networks: NETWORKS };

const networks = new BlockList();
for (const [address, prefix] of NETWORKS)
  networks.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * The names of the certificate for a host. All hosts of the service share one, as a client that resumes a TLS session
 * at another host, such as gSOAP's, gets the certificate of the first one.
 */
export const certifiedNames = (host: string): readonly [string, ...string[]] =>
  /(?:^|\.)4shared\.com$/.test(host) ? ['*.4shared.com', '4shared.com'] : [host];

/** Whether the authority may certify a host: a name in lower case, or an IP address. */
export function isPermitted(host: string): boolean {
  const family = isIP(host);
  if (family !== 0) return networks.check(host, family === 6 ? 'ipv6' : 'ipv4');
  return (
    /^[a-z\d.-]{1,200}$/.test(host) && DOMAINS.some((name) => host === name || host.endsWith(`.${name}`))
  );
}

/** The bytes of an IP address, 4 or 16. */
export function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [left = '', right] = address.split('::');
  const words = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [head, tail] = [words(left), words(right ?? '')];
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return Buffer.from([...head, ...zeros, ...tail].map((word) => word.padStart(4, '0')).join(''), 'hex');
}

/** The mask of a network: as many bits as the prefix says. */
export function maskBytes(length: number, prefix: number): Uint8Array {
  return Buffer.alloc(length).map(
    (_, index) => (0xff00 >> Math.min(8, Math.max(0, prefix - index * 8))) & 0xff,
  );
}
