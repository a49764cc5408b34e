import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Default timeout of a client that neither sends nor reads, in milliseconds. */
export const CLIENT_TIMEOUT = 120_000;

/** Bytes of a body that must arrive in that time, unless it ends: even a slow line is faster. */
const LEAST = 1024;

const HEADERS_TIMEOUT = 60_000;
const LARGEST_INTERVAL = 30_000;

/** Milliseconds for a head, if clients time out after `ms`. */
export const headTimeout = (ms: number): number => Math.min(ms / 2, HEADERS_TIMEOUT);

/** Timeouts of Node itself: for heads that do not end, and for bodies that exceed the timeout. */
export const timeoutOptions = (ms: number): ServerOptions => ({
  requestTimeout: ms,
  headersTimeout: headTimeout(ms),
  connectionsCheckingInterval: Math.min(ms / 4, LARGEST_INTERVAL),
  keepAliveTimeout: 75_000,
});

/** A request on a connection, and its response. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Distinguishes clients that stall from a server that waits deliberately, for a rule or for the control API. A large
 * upload over a slow line may take hours; only a silent client times out.
 */
export class ClientTimeouts {
  /** The last request of each connection. */
  readonly #latest = new WeakMap<Duplex, Exchange>();
  readonly #ms: number;
  readonly #expire: (socket: Socket, place: 'head' | 'body') => void;

  /**
   * @param ms without a byte from the client, or with hardly any of a body
   * @param expire ends the connection of a client that stalls; a body includes the response that it does not read
   */
  constructor(server: Server, ms: number, expire: (socket: Socket, place: 'head' | 'body') => void) {
    this.#ms = ms;
    this.#expire = expire;
    server.timeout = ms;
    server.on('timeout', (socket) => {
      const bytes = socket.bytesRead;
      afterReading(() => {
        if (socket.destroyed) return;
        if (socket.bytesRead > bytes || this.#isOurTurn(socket)) socket.setTimeout(ms);
        else if (this.underWay(socket)) expire(socket, 'body');
        else socket.destroy();
      });
    });
  }

  began(exchange: Exchange): void {
    this.#latest.set(exchange.incoming.socket, exchange);
  }

  /** The pending request of a connection. */
  underWay(socket: Duplex): Exchange | undefined {
    const latest = this.#latest.get(socket);
    return latest && !latest.response.writableFinished ? latest : undefined;
  }

  /**
   * Takes over from Node when its timeout for heads and complete requests has passed: a body only has to make progress.
   */
  takeOver(socket: Socket): void {
    const bytes = socket.bytesRead;
    afterReading(() => {
      if (socket.destroyed) return;
      const latest = this.underWay(socket);
      if (latest) this.#watch(socket, latest);
      else if (socket.bytesRead === bytes) this.#expire(socket, 'head');
      else setTimeout(() => this.takeOver(socket), timeoutOptions(this.#ms).headersTimeout).unref();
    });
  }

  #watch(socket: Socket, { incoming }: Exchange): void {
    let bytes = socket.bytesRead;
    const look = (): void => {
      const isOver = incoming.complete || socket.destroyed;
      const isSlow = !isOver && socket.bytesRead - bytes < LEAST && !this.#isOurTurn(socket);
      bytes = socket.bytesRead;
      if (isOver || isSlow) clearInterval(timer);
      if (isSlow) this.#expire(socket, 'body');
    };
    const timer = setInterval(() => afterReading(look), this.#ms).unref();
  }

  /** Whether the server has to act: the client has sent all, or more than is accepted, and has read everything. */
  #isOurTurn(socket: Socket): boolean {
    const latest = this.underWay(socket);
    if (!latest || socket.writableLength > 0) return false;
    return latest.incoming.complete || latest.incoming.readableLength > 0;
  }
}

/**
 * In a turn of the event loop, timers run before reads: after a long turn, or a suspend of the machine, bytes that
 * arrived in time are still unread.
 */
export function afterReading(work: () => void): void {
  setImmediate(() => setImmediate(work));
}
