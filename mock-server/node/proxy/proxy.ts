import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { recordRefusal, type Service } from '../../http/index.js';
import { latePart } from '../../late-parts.js';
import type { Connections, Via } from '../connections.js';
import type { NodeRequest } from '../node-request.js';
import { destinationOf } from './destination.js';
import type { ProxyRefusal, ProxySettings } from './settings.js';
import { proxyUser } from './user.js';

const passing = latePart(() => import('./pass.js'), 'on demand');

const HINT = 'this proxy is a fake of 4shared.com and connects to nothing else';

/** The forward proxy on the port of the service: absolute addresses in request lines, and CONNECT. */
export class ForwardProxy {
  readonly #service: Service;
  readonly #settings: ProxySettings;

  constructor(service: Service, settings: ProxySettings) {
    this.#service = service;
    this.#settings = settings;
  }

  /** Handles a request with an absolute address that the service must not serve. @returns false for all others */
  takes(request: NodeRequest): boolean {
    const { target, incoming } = request;
    const [, scheme, authority] = /^(https?):\/\/([^/?#]*)/i.exec(target) ?? [];
    if (scheme === undefined || authority === undefined) return false;
    const usualPort = scheme.toLowerCase() === 'https' ? 443 : 80;
    const anyPort = this.#settings.pass === 'none';
    const destination = this.#destination(authority, usualPort, incoming.socket, anyPort);
    if (destination !== 'elsewhere') {
      const refusal = destination === 'service' ? this.#unknownUser(incoming, request.via) : undefined;
      if (refusal) this.#respond(request, refusal);
      return refusal !== undefined;
    }
    if (this.#settings.pass === 'none') this.#respond(request, elsewhere(authority));
    else if (usualPort === 443)
      this.#respond(request, { status: 400, reason: 'an https address needs CONNECT' });
    else void this.#pass(request, authority);
    return true;
  }

  /** Handles CONNECT. @param head bytes behind the request, which belong to the tunnel */
  connect(incoming: IncomingMessage, socket: Socket, head: Buffer, connections: Connections): void {
    const authority = incoming.url ?? '';
    // The listeners of the HTTP server that had the connection.
    socket.removeAllListeners('timeout');
    socket.setTimeout(0);
    socket.on('error', () => {});
    if (head.length > 0) socket.unshift(head);
    const refuse = (refusal: ProxyRefusal): void => {
      this.#record(refusal, 'CONNECT', authority);
      socket.end(refusalText(refusal));
      setTimeout(() => socket.destroy(), READING_TIME).unref();
    };
    if (!/^(?:[\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/i.test(authority)) {
      refuse({ status: 400, reason: 'CONNECT needs a host and a port, such as api.4shared.com:443' });
      return;
    }
    const via = connections.viaOf(socket);
    const destination = this.#destination(authority, 0, socket);
    const refusal =
      destination === 'elsewhere'
        ? this.#settings.pass === 'none' && elsewhere(authority)
        : this.#unknownUser(incoming, via);
    if (refusal) refuse(refusal);
    else if (destination === 'elsewhere')
      void passing()
        .then(({ passTunnel }) => passTunnel(authority, socket, this.#settings, connections))
        .then((result) => {
          if (typeof result !== 'string') refuse(result);
          else this.#log(`CONNECT ${authority}`, result);
        })
        .catch((failure: unknown) => {
          socket.destroy();
          this.#log(`CONNECT ${authority}`, '500', failure);
        });
    else {
      const user = proxyUser(incoming);
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      connections.accept(socket, {
        tunnel: destination === 'service' ? authority : via.tunnel,
        namespace: user === undefined ? via.namespace : () => user,
      });
    }
  }

  #destination(authority: string, usualPort: number, socket: Socket, anyPort = false) {
    return destinationOf(authority, usualPort, socket, this.#settings.names, anyPort);
  }

  #unknownUser(incoming: IncomingMessage, via: Via): ProxyRefusal | undefined {
    if (!this.#settings.askUser || via.namespace !== undefined || proxyUser(incoming) !== undefined)
      return undefined;
    return { status: 407, reason: 'name a user for the proxy: it is the namespace of your requests' };
  }

  async #pass(request: NodeRequest, authority: string): Promise<void> {
    try {
      const { passRequest } = await passing();
      const result = await passRequest(request, authority, this.#settings);
      if (typeof result !== 'string') this.#respond(request, result);
      else this.#log(`${request.method} ${authority}`, result);
    } catch (failure) {
      request.response.destroy();
      this.#log(`${request.method} ${authority}`, '500', failure);
    }
  }

  #respond(request: NodeRequest, refusal: ProxyRefusal): void {
    this.#record(refusal, request.method, request.target);
    const { status, reason } = refusal;
    const body = `${reason}\n`;
    request.response
      .writeHead(status, [...headersOf(refusal), 'Content-Length', String(Buffer.byteLength(body))])
      .end(body);
    request.incoming.resume();
  }

  #record(refusal: ProxyRefusal, method: string, target: string): void {
    recordRefusal(this.#service, refusal, { method, target }, false);
  }

  #log(what: string, result: string, failure?: unknown): void {
    this.#service.log({ what, result, ms: 0, warnings: [], failure });
  }
}

/** Milliseconds for a client to read the refusal before its connection is destroyed. */
const READING_TIME = 500;

const elsewhere = (authority: string): ProxyRefusal => ({
  status: 403,
  reason: `${authority.slice(0, 200)} is not 4shared.com, and ${HINT}; --proxy-pass lets others through`,
});

const headersOf = ({ status }: ProxyRefusal): string[] => [
  ...['Content-Type', 'text/plain; charset=utf-8', 'Connection', 'close'],
  ...(status === 407 ? ['Proxy-Authenticate', 'Basic realm="4shared-testkit namespace"'] : []),
];

const STATUS: Readonly<Record<ProxyRefusal['status'], string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  407: 'Proxy Authentication Required',
  502: 'Bad Gateway',
};

function refusalText(refusal: ProxyRefusal): string {
  const body = `${refusal.reason}\n`;
  const headers = [...headersOf(refusal), 'Content-Length', String(Buffer.byteLength(body))];
  const lines = headers.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${headers[index + 1]}`] : []));
  return [`HTTP/1.1 ${refusal.status} ${STATUS[refusal.status]}`, ...lines, '', body].join('\r\n');
}
