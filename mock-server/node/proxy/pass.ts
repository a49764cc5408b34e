import { lookup } from 'node:dns/promises';
import { request as sendRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { type Connections, hostOf } from '../connections.js';
import type { NodeRequest } from '../node-request.js';
import { isLoopback, portOf } from './destination.js';
import type { ProxyRefusal, ProxySettings } from './settings.js';

type PassSettings = Pick<ProxySettings, 'pass' | 'timeoutMs'>;

/**
 * The address to connect to. The name is resolved once, and what is checked here is what the connection goes to: a name
 * that resolves to another address the next time gains nothing (DNS rebinding).
 */
async function addressOf(authority: string, pass: ProxySettings['pass']): Promise<string | ProxyRefusal> {
  const host = hostOf(authority);
  const found = await lookup(host, { all: true }).catch(() => []);
  if (found.length === 0) return { status: 502, reason: `${host} has no address` };
  const address = found.map((each) => each.address).find((each) => pass === 'any' || isLoopback(each));
  return (
    address ?? {
      status: 403,
      reason: `${host} is not on this machine, and the proxy passes only what is; --proxy-pass any lets all through`,
    }
  );
}

/** Connects a tunnel to another host. @returns where to, for the log */
export async function passTunnel(
  authority: string,
  socket: Socket,
  { pass, timeoutMs }: PassSettings,
  connections: Connections,
): Promise<string | ProxyRefusal> {
  connections.keep(socket);
  const address = await addressOf(authority, pass);
  if (typeof address !== 'string') return address;
  const upstream = connect(portOf(authority, 443), address);
  connections.keep(upstream);
  const failure = await new Promise<Error | undefined>((resolve) => {
    upstream.once('connect', () => resolve(undefined));
    upstream.once('error', resolve);
    socket.once('close', () => upstream.destroy(new Error('the client left')));
  });
  if (failure) return { status: 502, reason: `${authority} at ${address}: ${failure.message}` };
  for (const side of [socket, upstream]) side.setTimeout(timeoutMs, () => side.destroy());
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  // Either side may end first; both pipelines destroy what is left.
  for (const way of [pipeline(socket, upstream), pipeline(upstream, socket)]) way.catch(() => {});
  return `passed to ${address}`;
}

/** Headers of one connection (RFC 9110, section 7.6.1), and those for this proxy. */
const HOP_BY_HOP =
  /^(?:connection|proxy-connection|keep-alive|te|trailer|transfer-encoding|upgrade|proxy-auth(?:orization|enticate))$/i;

/** Sends a request on to another host, and its response back. @returns where to, for the log */
export async function passRequest(
  request: NodeRequest,
  authority: string,
  { pass, timeoutMs }: PassSettings,
): Promise<string | ProxyRefusal> {
  const { incoming, response, target } = request;
  const address = await addressOf(authority, pass);
  if (typeof address !== 'string') return address;
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const upstream = sendRequest({
    host: address,
    port: portOf(authority, 80),
    method: request.method,
    path: path.startsWith('/') ? path : `/${path}`,
    headers: endToEnd(incoming.rawHeaders),
    setHost: false,
    agent: false,
    timeout: timeoutMs,
  });
  upstream.on('timeout', () => upstream.destroy(new Error('it is silent')));
  const answered = new Promise<ProxyRefusal | string>((resolve) => {
    upstream.once('error', ({ message }) =>
      resolve({ status: 502, reason: `${authority} at ${address}: ${message}` }),
    );
    upstream.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, endToEnd(answer.rawHeaders));
      pipeline(answer, response).catch(() => response.destroy());
      resolve(`passed to ${address}`);
    });
  });
  pipeline(incoming, upstream).catch(() => upstream.destroy());
  return answered;
}

/** Without the headers of one connection. @param lines name, value, name, value */
const endToEnd = (lines: readonly string[]): string[] =>
  lines.filter((_, index) => !HOP_BY_HOP.test(lines[index - (index % 2)] ?? ''));
