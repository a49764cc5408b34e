import { type BodySink, type Cut, HeaderLines, type HttpRequest, type RequestHeaders } from './request.js';

/** A request that did not arrive at a socket. */
interface PlainRequestParts {
  readonly method: string;
  readonly target: string;
  /** Name, value, name, value. */
  readonly headers: readonly string[];
  /** Default: http. */
  readonly scheme?: 'http' | 'https';
  /** Host it is sent to, such as `api.4shared.com`. */
  readonly authority: string;
  /** Undefined without a body. */
  readonly body?: Uint8Array | AsyncIterable<Uint8Array> | undefined;
}

/** A request without a socket. Its owner calls `abandon` when the client disconnects. */
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
    // Leaving a loop over it must not end the source: the rest may still have to be drained.
    this.body = { [Symbol.asyncIterator]: () => ({ next: () => this.#bytes.next() }) };
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  get abandoned(): AbortSignal {
    return this.#abandonment.signal;
  }

  /** The client disconnected. */
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
      // A body that breaks off has nothing left to drain; `isComplete` is false then.
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
