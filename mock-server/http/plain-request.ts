import type { BodySink, Cut, HttpRequest } from './request.js';
import { HeaderLines, type RequestHeaders } from './request-headers.js';

/** A request as somebody has it who does not listen at a socket. */
export interface PlainRequestParts {
  readonly method: string;
  readonly target: string;
  /** Name, value, name, value. */
  readonly headers: readonly string[];
  /** Default: http. */
  readonly scheme?: 'http' | 'https';
  /** Where it is sent to, such as `api.4shared.com`. */
  readonly authority: string;
  /** Undefined when it has none. */
  readonly body?: Uint8Array | AsyncIterable<Uint8Array> | undefined;
}

/** A request that no socket stands behind. Whoever made it gives it up with `abandon`. */
export class PlainRequest implements HttpRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: RequestHeaders;
  readonly scheme: 'http' | 'https';
  readonly authority: string;
  readonly hasBody: boolean;
  readonly body: AsyncIterable<Uint8Array>;
  readonly #abandonment = new AbortController();
  readonly #bytes: AsyncGenerator<Uint8Array>;
  #isComplete = false;

  constructor({ method, target, headers, scheme = 'http', authority, body }: PlainRequestParts) {
    this.method = method;
    this.target = target;
    this.headers = new HeaderLines(headers);
    this.scheme = scheme;
    this.authority = authority;
    this.hasBody = body !== undefined || this.headers.get('content-length') !== undefined;
    this.#bytes = this.#read(body);
    // Leaving a loop over it must not end what is read: the rest may still have to be dropped.
    this.body = { [Symbol.asyncIterator]: () => ({ next: () => this.#bytes.next() }) };
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  get abandoned(): AbortSignal {
    return this.#abandonment.signal;
  }

  /** Nobody waits for the answer any more. */
  abandon(): void {
    this.#abandonment.abort();
  }

  read(sink: BodySink): void {
    void this.#feed(sink);
  }

  async drain(): Promise<void> {
    try {
      while (!this.abandoned.aborted && !(await this.#bytes.next()).done);
    } catch {
      // A body that breaks off has nothing left to be dropped; that it did is seen by `isComplete`.
    }
  }

  async cut(_how: Cut): Promise<void> {
    this.abandon();
  }

  async #feed(sink: BodySink): Promise<void> {
    try {
      for await (const bytes of this.body) if (!sink.write(bytes)) return await this.drain();
    } catch {
      return sink.end(false);
    }
    sink.end(true);
  }

  async *#read(body: PlainRequestParts['body']): AsyncGenerator<Uint8Array> {
    if (body instanceof Uint8Array) {
      if (body.length > 0) yield body;
    } else if (body) {
      yield* body;
    }
    this.#isComplete = true;
  }
}
