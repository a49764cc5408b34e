import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import type { LogEntry } from '../../http/request-log.js';
import type { StartOptions } from '../../options.js';
import { envelope, returned } from '../../testing/envelopes.js';
import { type FourSharedFake, startFourShared } from '../start.js';

/** Path of the calls. */
export const ENDPOINT = '/jax3/DesktopApp';

/** A server with its own certificate authority. */
export class ReachTestbed {
  readonly log: LogEntry[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), 'reach-test-'));
  #fake: FourSharedFake | undefined;
  #ca = '';

  static async start(options: StartOptions = {}): Promise<ReachTestbed> {
    const bed = new ReachTestbed();
    const fixture = { dataCenters: [7], accounts: [{ login: 'a@b.c', password: 'p' }] };
    const log = (entry: LogEntry) => void bed.log.push(entry);
    bed.#fake = await startFourShared({ storage: 'memory', caFolder: bed.folder, log, fixture, ...options });
    // Makes the authority.
    (await bed.tls({ servername: 'localhost', rejectUnauthorized: false })).destroy();
    bed.#ca = readFileSync(join(bed.folder, 'ca.pem'), 'utf8');
    bed.log.length = 0;
    return bed;
  }

  get fake(): FourSharedFake {
    if (!this.#fake) throw new Error('The server was not started.');
    return this.#fake;
  }

  /** Certificate of the authority. */
  get ca(): string {
    return this.#ca;
  }

  async close(): Promise<void> {
    await this.fake.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  plain(): Socket {
    return connect(this.fake.port, '127.0.0.1');
  }

  /** A connection with TLS, whose certificate was checked. @param options `socket`: of a tunnel */
  tls(options: {
    readonly servername?: string;
    readonly rejectUnauthorized?: boolean;
    readonly socket?: Socket;
  }): Promise<Socket> {
    const to = options.socket ? {} : { port: this.fake.port, host: '127.0.0.1' };
    return new Promise((resolve, reject) => {
      const secure = connectTls({ ...to, ca: this.#ca, ...options }, () => resolve(secure));
      secure.once('error', reject);
    });
  }

  /** A tunnel through the proxy. @throws Error with the response, if the proxy refuses */
  tunnel(authority: string, ...headers: readonly string[]): Promise<Socket> {
    const socket = this.plain();
    socket.write([`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`, ...headers, '', ''].join('\r\n'));
    return new Promise((resolve, reject) => {
      socket.once('data', (bytes: Buffer) => {
        const head = bytes.toString('latin1');
        if (head.startsWith('HTTP/1.1 200 ')) resolve(socket);
        else reject(new Error(head));
      });
    });
  }

  /** A call as a request; it ends the connection. */
  call(
    target: string,
    headers: readonly string[],
    operation: string,
    ...args: readonly (string | number)[]
  ): string {
    const { login, password } = this.fake.account;
    const body = envelope(operation, login, password, ...args);
    return this.#post(target, headers, body);
  }

  /** A call for the address of the upload form at data center 7, with a session of this namespace. */
  async formUrl(target: string, headers: readonly string[], namespace = ''): Promise<string> {
    const at = namespace === '' ? ENDPOINT : `/~${namespace}${ENDPOINT}`;
    const made = await exchange(this.plain(), this.call(at, ['Host: x'], 'createUploadSessionKey', -1));
    return this.#post(target, headers, envelope('getUploadFormUrl', 7, returned(made)));
  }

  #post(target: string, headers: readonly string[], body: string): string {
    const lines = [
      'Content-Type: text/xml',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    return [`POST ${target} HTTP/1.1`, ...headers, ...lines, '', body].join('\r\n');
  }

  /** The target of the last request in the journal of a namespace. */
  lastTarget(namespace?: string): string | undefined {
    return this.fake.namespace(namespace).journal.entries().at(-1)?.target;
  }
}

/** Everything that comes back on a connection, after this was sent. */
export function exchange(socket: Socket, sent: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    socket.on('data', (bytes: Buffer) => {
      received += bytes.toString('latin1');
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve(received));
    socket.write(sent);
  });
}
