import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { type Service, serveRequest } from '../http/index.js';
import { CLIENT_TIMEOUT, headTimeout, timeoutOptions } from './client-timeouts.js';
import { Connections } from './connections.js';
import { NodeRequest } from './node-request.js';
import { ForwardProxy } from './proxy/proxy.js';
import type { ProxySettings } from './proxy/settings.js';
import { refuseRequests, refuseWithoutHost } from './refused-requests.js';
import { sendTo } from './send-response.js';
import { noteRequest, TlsSockets } from './tls-sockets.js';

/** Options of `createListener`. */
interface ListenerOptions {
  /** Settings of the proxy. Default: it connects to no other hosts, and asks for no user. */
  readonly proxy?: Partial<ProxySettings>;
  /** Timeout of clients that neither send nor read, in milliseconds. */
  readonly clientTimeoutMs?: number | undefined;
  /** Folder of the certificate authority; undefined: the usual one of this user. */
  readonly caFolder?: string | undefined;
}

const NO_PROXY = { pass: 'none', askUser: false, names: new Set<string>() } as const;

/** A server for http and https, and its connections. */
export interface Listener {
  readonly server: Server;
  readonly connections: Connections;
}

/** Serves a service by http and https on the same port, which is also a forward proxy for its hosts. */
export function createListener(service: Service, options: ListenerOptions = {}): Listener {
  const { clientTimeoutMs: ms = CLIENT_TIMEOUT } = options;
  const proxy = new ForwardProxy(service, { ...NO_PROXY, timeoutMs: ms, ...options.proxy });
  // Node would refuse a request without Host itself, without log and journal.
  const server = createServer({ ...timeoutOptions(ms), requireHostHeader: false }, (incoming, response) => {
    const { socket } = incoming;
    noteRequest(socket);
    const request = new NodeRequest(incoming, response, connections.viaOf(socket));
    timeouts.began(request);
    if (refuseWithoutHost(service, request) || proxy.takes(request)) return;
    serveRequest(service, request, sendTo(service, request));
  });
  const connections = new Connections(server, new TlsSockets(service, options.caFolder), headTimeout(ms));
  const timeouts = refuseRequests(server, service, ms);
  server.on('connect', (incoming, socket, head) => {
    noteRequest(socket);
    // A server of node:http has no other connections.
    proxy.connect(incoming, socket as Socket, head, connections);
  });
  return { server, connections };
}
