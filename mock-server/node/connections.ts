import type { Server } from 'node:http';
import { isIPv6, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterReading } from './client-timeouts.js';
import type { TlsSockets } from './tls-sockets.js';

/** How a connection came here. */
export interface Via {
  /** Host and port that the client opened a tunnel to with CONNECT; undefined without a tunnel. */
  readonly tunnel?: string | undefined;
  /** Name of the namespace of its requests, at this moment; undefined: as their paths decide. */
  readonly namespace?: (() => string | undefined) | undefined;
}

const DIRECT: Via = {};

/** A record of a TLS handshake (RFC 8446, section 5.1); no request begins with this byte. */
const TLS_HANDSHAKE = 0x16;

/**
 * The connections of an HTTP server. Their first byte shows whether the client speaks TLS, on a port and in a tunnel
 * alike; then the HTTP server has them.
 */
export class Connections {
  readonly #server: Server;
  readonly #tls: TlsSockets;
  readonly #firstByteMs: number;
  readonly #serveHttp: (socket: Duplex) => void;
  readonly #open = new Set<Socket>();
  readonly #vias = new WeakMap<Duplex, Via>();

  /** @param firstByteMs milliseconds for a client to send the first byte */
  constructor(server: Server, tls: TlsSockets, firstByteMs: number) {
    this.#server = server;
    this.#tls = tls;
    this.#firstByteMs = firstByteMs;
    const listeners = server.listeners('connection');
    this.#serveHttp = (socket) => {
      for (const listener of listeners) listener.call(server, socket);
    };
    server.removeAllListeners('connection');
    server.on('connection', (socket) => this.accept(socket));
  }

  /** Takes a new connection, or the inside of a tunnel. */
  accept(socket: Socket, via = DIRECT): void {
    this.keep(socket);
    if (via !== DIRECT) this.#vias.set(socket, via);
    let isUndecided = true;
    const end = (): void => {
      if (isUndecided) socket.destroy();
    };
    const expire = (): void => afterReading(end);
    const look = (): void => {
      const bytes: Buffer | null = socket.read();
      // The stream is readable at its end, too.
      if (bytes === null) return;
      isUndecided = false;
      socket.setTimeout(0).off('timeout', expire).off('readable', look).off('end', end).off('error', ignore);
      socket.unshift(bytes);
      if (bytes[0] === TLS_HANDSHAKE) void this.#secure(socket, via);
      else this.#serveHttp(socket);
    };
    socket.setTimeout(this.#firstByteMs).on('timeout', expire).on('readable', look).on('end', end);
    socket.on('error', ignore);
  }

  /** Ends a connection with the others when the server closes. */
  keep(socket: Socket): void {
    if (this.#open.has(socket)) return;
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
  }

  /** How the connection of a request came here. */
  viaOf(socket: Duplex): Via {
    return this.#vias.get(socket) ?? DIRECT;
  }

  /** Ends all connections, those with a request as well. */
  destroyAll(): void {
    this.#server.closeAllConnections();
    for (const socket of this.#open) socket.destroy();
  }

  async #secure(socket: Socket, via: Via): Promise<void> {
    // An error must not end the process while the certificate is made.
    socket.on('error', ignore);
    const secure = await this.#tls.wrap(socket, via.tunnel === undefined ? undefined : hostOf(via.tunnel));
    if (!secure) return;
    if (via !== DIRECT) this.#vias.set(secure, via);
    this.#serveHttp(secure);
  }
}

/** The client disconnected. */
const ignore = (): void => {};

/** The host of `host:port`, without brackets. */
export const hostOf = (authority: string): string => {
  const host = authority.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  return isIPv6(host) ? host : host.toLowerCase();
};
