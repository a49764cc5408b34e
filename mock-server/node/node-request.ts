import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream';
import type { BodySink, Cut, HttpRequest, RequestHeaders } from '../http/index.js';
import type { Via } from './connections.js';
import { cut } from './cut.js';
import { proxyUser } from './proxy/user.js';
import { isSecure } from './tls-sockets.js';
import { atTurnsEnd } from './turn.js';

/** A request from a socket. */
export class NodeRequest implements HttpRequest, RequestHeaders {
  /** @param via how the connection came here; default: directly */
  constructor(
    readonly incoming: IncomingMessage,
    readonly response: ServerResponse,
    readonly via: Via = {},
  ) {
    // Emitted when a response is written after the client disconnected; without a listener it would end the process.
    response.on('error', () => {});
  }

  get scheme(): 'http' | 'https' {
    return isSecure(this.incoming.socket) ? 'https' : 'http';
  }

  get namespace(): string | undefined {
    const { incoming, via } = this;
    // Credentials for a proxy come with an absolute address; those of a tunnel came with CONNECT.
    const user = incoming.url?.startsWith('/') ? undefined : proxyUser(incoming);
    return user ?? via.namespace?.();
  }

  get method(): string {
    return this.incoming.method ?? 'GET';
  }

  get target(): string {
    return this.incoming.url ?? '/';
  }

  /** The platform has parsed them already. */
  get headers(): RequestHeaders {
    return this;
  }

  get lines(): readonly string[] {
    return this.incoming.rawHeaders;
  }

  get(name: string): string | undefined {
    const value = this.incoming.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  all(name: string): readonly string[] {
    return this.incoming.headersDistinct[name] ?? [];
  }

  get authority(): string {
    if (this.via.tunnel !== undefined) return this.via.tunnel;
    const { localAddress = '127.0.0.1', localPort } = this.incoming.socket;
    return localAddress.includes(':') ? `[${localAddress}]:${localPort}` : `${localAddress}:${localPort}`;
  }

  get httpVersion(): string {
    return this.incoming.httpVersion;
  }

  get hasBody(): boolean {
    const { 'transfer-encoding': encoding, 'content-length': length } = this.incoming.headers;
    return encoding !== undefined || (length !== undefined && !Number.isNaN(Number(length)));
  }

  get body(): AsyncIterable<Uint8Array> {
    const { incoming } = this;
    // Leaving a loop over it must not end the connection: the rest may still have to be drained.
    return { [Symbol.asyncIterator]: () => incoming.iterator({ destroyOnReturn: false }) };
  }

  /** A body of one chunk, as most calls have, is read at the end of the turn, together with other calls. */
  read(sink: BodySink): void {
    const { incoming } = this;
    let only: Uint8Array | undefined;
    let isFirst = true;
    let isOver = false;
    const write = (bytes: Uint8Array): void => {
      if (!isOver) isOver = !sink.write(bytes);
    };
    const writeOnly = (): void => {
      if (only) write(only);
      only = undefined;
    };
    const end = (isComplete: boolean): void => {
      writeOnly();
      if (!isOver) sink.end(isComplete);
      isOver = true;
    };
    incoming.on('data', (bytes: Uint8Array) => {
      writeOnly();
      if (isFirst) only = bytes;
      else write(bytes);
      isFirst = false;
    });
    incoming.on('end', () => atTurnsEnd(() => end(true)));
    incoming.on('error', () => end(false));
  }

  get isComplete(): boolean {
    return this.incoming.complete;
  }

  get abandoned(): AbortSignal {
    const controller = new AbortController();
    const { response } = this;
    if (response.destroyed) controller.abort();
    else response.once('close', () => controller.abort());
    return controller.signal;
  }

  drain(): Promise<void> {
    const { incoming } = this;
    if (incoming.readableEnded || incoming.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      finished(incoming, { writable: false }, () => resolve());
      incoming.resume();
    });
  }

  cut(how: Cut): Promise<void> {
    return cut(this.response, how);
  }
}
