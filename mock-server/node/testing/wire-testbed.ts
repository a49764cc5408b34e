import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Rule } from '../../edge-cases/rule.js';
import type { Service } from '../../http/service.js';
import type { Namespace } from '../../namespaces/namespace.js';
import type { CheckedOptions } from '../../options.js';
import { md5 } from '../../storage/digest.js';
import { envelope, returned, textOf } from '../../testing/envelopes.js';
import { createService } from '../create-service.js';
import { createListener } from '../listener.js';
import { FORM_TYPE, type FormPart, formBody } from './transfer-testbed.js';

/** What a client received on a connection, in bytes. */
export interface Seen {
  readonly head: string;
  /** The body with its transfer coding. */
  readonly wire: Buffer;
  /** The body without its transfer coding, as far as it arrived. */
  readonly body: Buffer;
  /** The end: `fin` and `reset` by the server, `idle` if nothing arrived for a while. */
  readonly end: 'fin' | 'reset' | 'idle';
}

type Argument = string | number | bigint | boolean;

/** A whole server with one account, seen through bare sockets. */
export class WireTestbed {
  readonly service: Service;
  readonly namespace: Namespace;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(options: CheckedOptions) {
    const fixture = { accounts: [{ login: 'a@b.c', password: 'p', quota: 1_000_000n }] };
    this.service = createService({ fixture, ...options }, 'memory');
    this.namespace = this.service.namespaces.main;
    this.#server = createListener(this.service).server;
  }

  static async start(options: CheckedOptions = {}): Promise<WireTestbed> {
    const bed = new WireTestbed(options);
    await new Promise<void>((resolve) => {
      bed.#server.listen(0, '127.0.0.1', resolve);
    });
    return bed;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  arm(...rules: readonly Rule[]): void {
    this.namespace.armRead(rules);
  }

  /** Calls an operation on its own connection, which the server is asked to close. */
  async call(name: string, ...args: readonly Argument[]): Promise<Seen> {
    return this.callWith([], name, ...args);
  }

  async callWith(headers: readonly string[], name: string, ...args: readonly Argument[]): Promise<Seen> {
    return this.exchange('POST', '/jax3/DesktopApp', Buffer.from(envelope(name, ...args)), [
      'Content-Type: text/xml; charset=utf-8',
      ...headers,
    ]);
  }

  /** The text that an operation of the account returns. */
  async ask(name: string, ...args: readonly Argument[]): Promise<string> {
    const { body } = await this.call(name, 'a@b.c', 'p', ...args);
    return textOf(returned(body.toString()));
  }

  /** Reserves a file in the root. */
  reserve(size: number, name = 'file.bin'): Promise<string> {
    return this.ask('uploadStartFile', -1, name, size);
  }

  /** The path and query for parts. */
  async formTarget(): Promise<string> {
    const key = await this.ask('createUploadSessionKey', -1);
    return `/main/upload.jsp?sId=${key}&dcId=1`;
  }

  async post(target: string, parts: readonly FormPart[]): Promise<Seen> {
    return this.exchange('POST', target, formBody(parts), [`Content-Type: ${FORM_TYPE}`]);
  }

  /** @param timeout milliseconds without a byte after which the client gives up */
  exchange(
    method: string,
    target: string,
    body: Uint8Array,
    headers: readonly string[] = [],
    timeout = 10_000,
  ): Promise<Seen> {
    const socket = connect(this.port, '127.0.0.1');
    this.#sockets.add(socket);
    const lines = [
      `${method} ${target} HTTP/1.1`,
      `Host: 127.0.0.1:${this.port}`,
      ...(body.length > 0 ? [`Content-Length: ${body.length}`] : []),
      ...['Connection: close', ...headers, '', ''],
    ];
    const pieces: Buffer[] = [];
    return new Promise((resolve) => {
      const done = (end: Seen['end']): void => {
        socket.destroy();
        this.#sockets.delete(socket);
        resolve({ ...split(Buffer.concat(pieces)), end });
      };
      socket.setTimeout(timeout, () => done('idle'));
      socket.on('data', (piece: Buffer) => pieces.push(piece));
      socket.on('end', () => done('fin'));
      socket.on('error', () => done('reset'));
      socket.write(lines.join('\r\n'));
      if (body.length > 0) socket.write(body);
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.service.namespaces.close();
  }
}

export const md5Hex = (bytes: Uint8Array): string => {
  const digest = md5();
  digest.update(bytes);
  return digest.hex();
};

function split(all: Buffer): Pick<Seen, 'head' | 'wire' | 'body'> {
  const at = all.indexOf('\r\n\r\n');
  if (at < 0) return { head: all.toString('latin1'), wire: Buffer.alloc(0), body: Buffer.alloc(0) };
  const head = all.subarray(0, at).toString('latin1');
  const wire = all.subarray(at + 4);
  return { head, wire, body: /^transfer-encoding: chunked$/im.test(head) ? unchunked(wire) : wire };
}

function unchunked(wire: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < wire.length; ) {
    const line = wire.indexOf('\r\n', at);
    if (line < 0) break;
    const length = Number.parseInt(wire.subarray(at, line).toString('latin1'), 16);
    if (!(length > 0)) break;
    pieces.push(wire.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
  return Buffer.concat(pieces);
}
