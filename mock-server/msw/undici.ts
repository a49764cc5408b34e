import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';

type Handler = Dispatcher.DispatchHandler;

/** Recognises the addresses of the service: a fake from `fourSharedHandlers`. */
export interface Serving {
  serves(address: string): boolean;
}

/**
 * Lets clients of the package undici reach the fake, too: msw intercepts fetch and node:http, but not undici. Requests
 * to the service go through fetch, others are not changed.
 * setGlobalDispatcher(getGlobalDispatcher().compose(throughFetch(fake)));
 */
export function throughFetch(fake: Serving): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const address = addressOf(options);
    if (!fake.serves(address)) return dispatch(options, handler);
    void new Exchange(handler).perform(address, options);
    return true;
  };
}

function addressOf({ origin = '', path, query }: Dispatcher.DispatchOptions): string {
  const url = new URL(path, origin);
  for (const [name, value] of Object.entries(query ?? {}))
    for (const each of [value].flat()) url.searchParams.append(name, String(each));
  return url.href;
}

/** One request on its way through fetch, and the calls of its handler. */
class Exchange implements Dispatcher.DispatchController {
  readonly #abort = new AbortController();
  readonly #handler: Handler;
  #resume: (() => void) | undefined;

  constructor(handler: Handler) {
    this.#handler = handler;
  }

  get aborted(): boolean {
    return this.#abort.signal.aborted;
  }

  get reason(): Error | null {
    const { reason } = this.#abort.signal;
    return reason instanceof Error ? reason : null;
  }

  get paused(): boolean {
    return this.#resume !== undefined;
  }

  abort(reason: Error): void {
    this.#abort.abort(reason);
    this.resume();
  }

  pause(): void {
    this.#resume ??= () => {};
  }

  resume(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  async perform(address: string, options: Dispatcher.DispatchOptions): Promise<void> {
    try {
      this.#handler.onRequestStart?.(this, {});
      this.#abort.signal.throwIfAborted();
      const response = await fetch(address, {
        method: options.method,
        headers: headersOf(options),
        body: bodyOf(options.body),
        signal: this.#abort.signal,
        // The client follows redirects.
        redirect: 'manual',
        duplex: 'half',
      } as RequestInit);
      const headers = Object.fromEntries(response.headers);
      this.#handler.onResponseStart?.(this, response.status, headers, response.statusText);
      await this.#passOn(response);
      this.#handler.onResponseEnd?.(this, {});
    } catch (error) {
      const { reason } = this;
      this.#handler.onResponseError?.(this, reason ?? asError(error));
    }
  }

  async #passOn({ body }: Response): Promise<void> {
    if (!body) return;
    for await (const piece of body) {
      this.#handler.onResponseData?.(this, Buffer.from(piece));
      if (this.paused)
        await new Promise<void>((resolve) => {
          this.#resume = resolve;
        });
      this.#abort.signal.throwIfAborted();
    }
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function headersOf({ headers }: Dispatcher.DispatchOptions): Headers {
  const result = new Headers();
  for (const [name, value] of pairsOf(headers ?? {}))
    for (const each of [value].flat())
      if (each !== undefined && each !== null) result.append(name, String(each));
  return result;
}

/** undici accepts headers as name, value, name, value, as pairs, and as an object. */
function pairsOf(headers: NonNullable<Dispatcher.DispatchOptions['headers']>): [string, unknown][] {
  if (!(Symbol.iterator in headers)) return Object.entries(headers);
  const all = [...(headers as Iterable<string | [string, unknown]>)];
  if (all.every((each) => Array.isArray(each))) return all;
  return all.flatMap((name, index) => (index % 2 === 0 ? [[String(name), all[index + 1]]] : []));
}

async function* bytesOf(pieces: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

function bodyOf(body: Dispatcher.DispatchOptions['body'] | AsyncIterable<Uint8Array>): BodyInit | null {
  if (body === undefined || body === null || typeof body === 'string') return body ?? null;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (Symbol.asyncIterator in body)
    return Readable.toWeb(Readable.from(bytesOf(body))) as ReadableStream<Uint8Array>;
  // The FormData of the package is not that of Node's fetch.
  const form = new FormData();
  for (const [name, value] of body as FormData) form.append(name, value);
  return form;
}
