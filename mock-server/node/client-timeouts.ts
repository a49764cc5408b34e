import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A client that neither sends nor reads for so long is cut off, in milliseconds. */
export const CLIENT_TIMEOUT = 120_000;

/** Bytes of a body that have to come in that time, unless it ends: a slow line is faster. */
const LEAST = 1024;

const HEADERS_TIMEOUT = 60_000;
const LARGEST_INTERVAL = 30_000;

/** What Node itself has to watch: heads that do not end, and bodies that take longer than the timeout. */
export const timeoutOptions = (ms: number): ServerOptions => ({
  requestTimeout: ms,
  headersTimeout: Math.min(ms / 2, HEADERS_TIMEOUT),
  connectionsCheckingInterval: Math.min(ms / 4, LARGEST_INTERVAL),
  keepAliveTimeout: 75_000,
});

/** A request of a connection, with its response. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Tells clients that stall from a server that waits on purpose, for a rule or for what it was asked to wait for. A large
 * upload over a slow line may take hours; what must not happen is a client that is silent.
 */
export class ClientTimeouts {
  /** The request of a connection that came last. */
  readonly #latest = new WeakMap<Duplex, Exchange>();
  readonly #ms: number;
  readonly #expire: (socket: Socket) => void;

  /**
   * @param ms milliseconds without a byte from the client, or with hardly any of a body
   * @param expire ends the connection of a client that stalls
   */
  constructor(server: Server, ms: number, expire: (socket: Socket) => void) {
    this.#ms = ms;
    this.#expire = expire;
    server.timeout = ms;
    server.on('timeout', (socket) => {
      const bytes = socket.bytesRead;
      afterReading(() => {
        if (socket.destroyed) return;
        if (socket.bytesRead > bytes || this.#isOurTurn(socket)) socket.setTimeout(ms);
        else if (this.underWay(socket)) expire(socket);
        else socket.destroy();
      });
    });
  }

  began(exchange: Exchange): void {
    this.#latest.set(exchange.incoming.socket, exchange);
  }

  /** The request of a connection that is not answered yet. */
  underWay(socket: Duplex): Exchange | undefined {
    const latest = this.#latest.get(socket);
    return latest && !latest.response.writableFinished ? latest : undefined;
  }

  /**
   * Takes over from Node, which asks for a request to be complete within the timeout. From here on its body only has to
   * go on coming. False for a head that did not end in time.
   */
  watch(socket: Socket): boolean {
    const latest = this.underWay(socket);
    if (!latest || latest.incoming.complete) return false;
    let bytes = socket.bytesRead;
    const look = (): void => {
      const isSlow = socket.bytesRead - bytes < LEAST && !this.#isOurTurn(socket);
      bytes = socket.bytesRead;
      if (latest.incoming.complete || socket.destroyed || isSlow) clearInterval(timer);
      if (isSlow && !latest.incoming.complete && !socket.destroyed) this.#expire(socket);
    };
    const timer = setInterval(() => afterReading(look), this.#ms).unref();
    return true;
  }

  /** Whether the client has done its part: it has sent all, or more than is taken, and has read all that there is. */
  #isOurTurn(socket: Socket): boolean {
    const latest = this.underWay(socket);
    if (!latest || socket.writableLength > 0) return false;
    return latest.incoming.complete || latest.incoming.readableLength > 0;
  }
}

/**
 * Timers come before reading in a turn of the event loop: after a turn that took long, or a sleep of the machine, what a
 * client has sent in time is still to be read.
 */
function afterReading(work: () => void): void {
  setImmediate(() => setImmediate(work));
}
