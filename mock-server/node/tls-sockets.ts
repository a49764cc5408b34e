import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { Service } from '../http/index.js';
import { latePart } from '../late-parts.js';

// Not loaded in advance: most servers never see TLS.
const parts = latePart(
  () => Promise.all([import('node:tls'), import('../certificates/index.js')]),
  'on demand',
);

type Certificates = Awaited<ReturnType<typeof parts>>[1];

/** The connection below a connection with TLS. */
const raw = new WeakMap<Duplex, Socket>();

/** The connection of a socket: of one with TLS, the one below. */
export function connectionOf(socket: Socket): Socket {
  const below = raw.get(socket);
  return below ? connectionOf(below) : socket;
}

/** Connections with TLS that a request came by. */
const used = new WeakSet<Duplex>();

/** Notes that a request came by this connection. */
export function noteRequest(socket: Duplex): void {
  if (raw.has(socket)) used.add(socket);
}

/** Whether a connection has TLS. */
export const isSecure = (socket: Duplex): boolean => raw.has(socket);

/** Speaks TLS on connections, with certificates of the user's own authority. */
export class TlsSockets {
  readonly #service: Service;
  readonly #folder: string | undefined;
  #certificates: InstanceType<Certificates['HostCertificates']> | undefined;

  /** @param folder of the authority; undefined: the usual one of this user */
  constructor(service: Service, folder: string | undefined) {
    this.#service = service;
    this.#folder = folder;
  }

  /**
   * The server's end of TLS on a connection. The certificate is for the name that the client asks for, if it is one of
   * the service or of this machine, and otherwise for where the connection arrived.
   * @param host of a tunnel
   * @returns undefined when the connection was ended, for which the log has the reason
   */
  async wrap(socket: Socket, host: string | undefined): Promise<TLSSocket | undefined> {
    const { localAddress = '127.0.0.1' } = connectionOf(socket);
    const arrived = host ?? localAddress.replace(/^::ffff:(?=\d+\.)/, '');
    try {
      const [{ TLSSocket }, room] = await parts();
      this.#certificates ??= new room.HostCertificates(this.#folder ?? room.defaultCaFolder(), (authority) =>
        this.#log(room.reportOf(authority)),
      );
      const certificates = this.#certificates;
      const secureContext = await certificates.contextFor(arrived);
      if (socket.destroyed) return undefined;
      const secure = new TLSSocket(socket, {
        isServer: true,
        secureContext,
        ALPNProtocols: ['http/1.1'],
        SNICallback: (name, done) => {
          certificates.contextFor(name, arrived).then(
            (context) => done(null, context),
            (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
          );
        },
      });
      raw.set(secure, socket);
      this.#watch(secure);
      return secure;
    } catch (failure) {
      this.#log('no TLS: the certificate could not be made', failure);
      socket.destroy();
      return undefined;
    }
  }

  /** A client that does not trust the certificate ends the connection, with an alert or without a word. */
  #watch(secure: TLSSocket): void {
    let alert: string | undefined;
    secure.on('error', (error: Error & { readonly reason?: string }) => {
      alert ??= error.reason;
    });
    secure.once('close', () => {
      if (used.has(secure)) return;
      const why = alert === undefined ? '' : `: ${alert}`;
      this.#log(
        `the client ended a TLS connection without a request${why}; it must trust the authority that "4shared-testkit ca" shows`,
      );
    });
  }

  #log(result: string, failure?: unknown): void {
    this.#service.log({ what: 'certificates', result, ms: 0, warnings: [], failure });
  }
}
