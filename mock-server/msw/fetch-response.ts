import { HttpResponse as MswResponse } from 'msw';
import { CutOff } from '../edge-cases/index.js';
import type { Fate, HttpResponse } from '../http/index.js';

/** Statuses without a body, which the constructor of Response enforces. */
const NO_BODY: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/**
 * Converts a response to a fetch Response; a streamed body is produced as it is read.
 * @param abandon called when the reader cancels the response
 */
export function toResponse(request: Request, response: HttpResponse, abandon: () => void): Response {
  const { status, body } = response;
  const headers = new Headers();
  for (let i = 0; i + 1 < response.headers.length; i += 2)
    headers.append(response.headers[i] ?? '', response.headers[i + 1] ?? '');
  if (request.method === 'HEAD' || NO_BODY.has(status)) {
    response.over('sent');
    return new MswResponse(null, { status, headers });
  }
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    const stream = new ReadableStream(new ArrivingBytes(body, request.signal, response.over, abandon), {
      highWaterMark: 0,
    });
    return new MswResponse(stream, { status, headers });
  }
  response.over('sent');
  return new MswResponse(typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body), {
    status,
    headers,
  });
}

/** The bytes of one response, on their way to the reader. */
class ArrivingBytes implements UnderlyingDefaultSource<Uint8Array> {
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #signal: AbortSignal;
  readonly #abandon: () => void;
  readonly #over: (fate: Fate) => void;
  #isOver = false;

  constructor(
    pieces: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
    over: (fate: Fate) => void,
    abandon: () => void,
  ) {
    this.#pieces = pieces[Symbol.asyncIterator]();
    this.#signal = signal;
    this.#over = over;
    this.#abandon = abandon;
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    // Aborting a fetch fails the body, too, which msw does not do.
    this.#signal.addEventListener('abort', () => {
      if (this.#isOver) return;
      controller.error(this.#signal.reason);
      this.cancel();
    });
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    try {
      const { done, value } = await this.#pieces.next();
      if (this.#isOver) return;
      if (!done) {
        controller.enqueue(value);
        return;
      }
      controller.close();
      this.#end('sent');
    } catch (failure) {
      if (this.#isOver) return;
      // The error of fetch for a connection that ends before the response.
      controller.error(new TypeError('terminated', { cause: failure }));
      this.#end(failure instanceof CutOff ? 'cut' : { failure });
    }
  }

  cancel(): void {
    this.#end('cut');
    this.#abandon();
    // The response was cancelled: its outcome is known already, however its source ends.
    this.#pieces.return?.().catch(() => {});
  }

  #end(fate: Fate): void {
    this.#isOver = true;
    this.#over(fate);
  }
}
