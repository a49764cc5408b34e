import { createHash } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { LogEntry } from '../../http/request-log.js';
import type { Namespace } from '../../namespaces/namespace.js';
import { DiskContentStore } from '../../storage/disk.js';
import type { ChosenAssumptions, World } from '../../world/index.js';
import { createServiceApp } from '../app.js';
import { createService } from '../create-service.js';

/** A text field of a form, or its file if there is a file name. */
export interface FormPart {
  readonly name: string;
  readonly value: string | Uint8Array;
  readonly fileName?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const BOUNDARY = 'x-cut-x';
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** The body of a form with these parts. */
export function formBody(parts: readonly FormPart[]): Buffer {
  const pieces = parts.flatMap(({ name, value, fileName }) => {
    const file =
      fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`;
    return [`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`, value, '\r\n'];
  });
  return Buffer.concat([...pieces, `--${BOUNDARY}--\r\n`].map((piece) => Buffer.from(piece)));
}

/** The file of a form. */
export const part = (value: string | Uint8Array, fileName = 'FilePart'): FormPart => ({
  name: 'FilePart',
  value,
  fileName,
});

export const idField = (id: bigint | string): FormPart => ({ name: 'resumableFileId', value: String(id) });

export const byteField = (first: number | bigint | string): FormPart => ({
  name: 'resumableFirstByte',
  value: String(first),
});

/** The value of the input with this id in an HTML response. */
export const input = (page: Buffer, id: string): string | undefined =>
  new RegExp(`<input [^>]*id="${id}"[^>]* value="([^"]*)"`).exec(page.toString())?.[1];

export const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

/** A server with only uploads and downloads, and two accounts, `a` and `b`. */
export class TransferTestbed {
  readonly log: LogEntry[] = [];
  readonly namespace: Namespace;
  readonly sessionKey: string;
  readonly #server: Server;

  private constructor(assume: ChosenAssumptions) {
    const service = createService(
      {
        publicUrl: 'http://fake.test',
        log: (entry) => this.log.push(entry),
        fixture: {
          assume,
          accounts: [
            { login: 'a', password: 'p', quota: 50_000_000n, maxFileSize: 20_000_000n },
            { login: 'b', password: 'p' },
          ],
        },
      },
      'disk',
    );
    this.namespace = service.namespaces.main;
    this.sessionKey = this.world.sessions.open(this.account('a'));
    this.#server = createServer(createServiceApp(service));
    // As the listener's. Node's default of five seconds can pass while a test computes, and then the next request
    // meets a reset.
    this.#server.keepAliveTimeout = 75_000;
  }

  static async start(assume: ChosenAssumptions = {}): Promise<TransferTestbed> {
    const testbed = new TransferTestbed(assume);
    await new Promise<void>((resolve) => {
      testbed.#server.listen(0, '127.0.0.1', resolve);
    });
    return testbed;
  }

  get contents(): DiskContentStore {
    const { contents } = this.namespace;
    if (!(contents instanceof DiskContentStore)) throw new Error('the bytes are not on disk');
    return contents;
  }

  get world(): World {
    return this.namespace.world;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  account(login: string) {
    const account = this.world.account(login);
    if (!account) throw new Error(`no account ${login}`);
    return account;
  }

  /** Reserves a file in the root and returns its id. */
  reserve(fullSize: number | bigint, login = 'a'): bigint {
    const started = this.world.uploads.start(this.account(login), -1n, 'reserved.bin', BigInt(fullSize));
    if ('refused' in started) throw new Error(started.refused);
    return started.id;
  }

  finish(fileId: bigint, bytes: Uint8Array): Promise<string> {
    return this.world.uploads.finish(this.account('a'), fileId, md5Of(bytes));
  }

  /** Open parts. */
  get openParts(): number {
    return [...this.world.uploads].reduce((sum, { openParts }) => sum + openParts, 0);
  }

  request(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    chunks: readonly Uint8Array[] = [],
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest({ port: this.port, method, path, headers }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces),
          }),
        );
      });
      sent.on('error', reject);
      for (const chunk of chunks) sent.write(chunk);
      sent.end();
    });
  }

  /** Posts a form; the query is added to the session key. */
  post(parts: readonly FormPart[], query = ''): Promise<Answer> {
    return this.postBody(formBody(parts), query);
  }

  postBody(body: Uint8Array, query = ''): Promise<Answer> {
    const headers = { 'content-type': FORM_TYPE, 'content-length': String(body.length) };
    return this.request('POST', `/main/upload.jsp?sId=${this.sessionKey}${query}`, headers, [body]);
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.request('GET', path, headers);
  }

  /**
   * Sends raw bytes, all of them before anything is read, and returns what arrived until the server closed the
   * connection.
   */
  async sendThenRead(bytes: Uint8Array): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    socket.pause();
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.write(bytes, () => resolve());
    });
    const pieces: Buffer[] = [];
    for await (const piece of socket) pieces.push(piece as Buffer);
    return Buffer.concat(pieces).toString();
  }

  /** Sends the head of a request and some of its body, breaks the connection, and waits for the server to notice. */
  async sendThenBreak(bytes: Uint8Array): Promise<void> {
    const before = this.log.length;
    const socket = connect(this.port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.write(bytes, () => resolve());
    });
    socket.destroy();
    while (this.log.length === before) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.contents.close();
  }
}
