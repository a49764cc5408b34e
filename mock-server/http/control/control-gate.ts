import { Problem } from '../../control/index.js';
import { sameSecret } from '../../world/index.js';
import type { HttpRequest } from '../request.js';

/** Who may use the control API. */
export interface ControlAccess {
  /** The required bearer token; undefined if none is. */
  readonly token: string | undefined;
  /** Host names of this server, in lower case and without ports; IP addresses and localhost are always accepted. */
  readonly hosts: ReadonlySet<string>;
  /** Origin of the public URL. */
  readonly publicOrigin: string | undefined;
}

/**
 * Refuses requests that must not control this server: those of web pages of other origins, which a browser lets send
 * requests to this machine, and of pages whose own name resolves to it (DNS rebinding).
 * @throws Problem
 */
export function admitControl(request: HttpRequest, access: ControlAccess): void {
  const host = knownHost(request, access);
  refuseForeignPage(request, host, access);
  demandToken(request, access);
}

function knownHost({ headers, target }: HttpRequest, { hosts }: ControlAccess): string {
  const sent = headers.all('host');
  const [host = ''] = sent;
  // An absolute address in the request line outweighs Host.
  const [, authority = host] = /^https?:\/\/([^/?]*)/i.exec(target) ?? [];
  const isKnown = sent.length === 1 && [host, authority].every((name) => isKnownName(name, hosts));
  if (isKnown) return host;
  const names = sent.length > 1 ? sent.join(' and ') : authority;
  throw new Problem(
    'foreign-host',
    sent.length === 0
      ? 'The request has no header Host.'
      : `The Host ${JSON.stringify(names)} is no name of this server. Use an IP address or localhost, or start the server with --control-host.`,
  );
}

const HOST = /^(?:\[([0-9A-Fa-f:.]+)\]|([\w.-]+))(?::\d{1,5})?$/;

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

function isKnownName(host: string, hosts: ReadonlySet<string>): boolean {
  const [, v6, plain = ''] = HOST.exec(host) ?? [];
  if (v6 !== undefined) return URL.canParse(`http://[${v6}]`);
  const name = plain.toLowerCase();
  return IPV4.test(name) || name === 'localhost' || name.endsWith('.localhost') || hosts.has(name);
}

function refuseForeignPage(
  { headers, scheme }: HttpRequest,
  host: string,
  { publicOrigin }: ControlAccess,
): void {
  const origins = headers.all('origin');
  const own = [`${scheme}://${host}`, publicOrigin];
  const foreign = origins.find((origin) => !own.includes(origin));
  // A site includes all ports of a host, so a page of the same site may belong to another server.
  const fetched = headers.all('sec-fetch-site').find((site) => /^(?:cross|same)-site$/i.test(site));
  if (foreign === undefined && fetched === undefined) return;
  throw new Problem(
    'foreign-origin',
    foreign === undefined
      ? `The request comes from a web page (Sec-Fetch-Site: ${fetched}).`
      : `The request comes from a web page of ${JSON.stringify(foreign)}.`,
  );
}

function demandToken({ headers }: HttpRequest, { token }: ControlAccess): void {
  if (token === undefined) return;
  const [, sent] = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '') ?? [];
  if (sent !== undefined && sameSecret(sent, token)) return;
  throw new Problem(
    'unauthorized',
    sent === undefined ? 'The request has no bearer token.' : 'The bearer token is another one.',
    {},
    { 'WWW-Authenticate': 'Bearer realm="4shared-testkit control"' },
  );
}
