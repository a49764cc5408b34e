import type { Version } from '../../../wsdl/contract.js';
import { CutOff } from '../../edge-cases/index.js';
import { latePart } from '../../late-parts.js';
import { LongBody } from '../../soap/index.js';
import { type Holding, RETRY_AFTER } from '../held-bytes.js';
import { NOTHING } from '../outgoing.js';
import type { BodySink, HttpRequest } from '../request.js';
import { byteLength, type Deliver, framing, type HttpResponse, plainResponse } from '../response.js';
import type { RoutedRequest } from '../routed-request.js';
import { CallRecorder, type PlainResponse } from './call-recorder.js';
import type { CallResponse } from './call-response.js';
import { beginCall, type CallInProgress } from './soap-call.js';

const delivery = latePart(() => import('./deliver-call.js'));
const compression = latePart(() => import('../compression.js'));

/**
 * Serves one SOAP call, and writes log and journal. A plain call gets its response without a promise. A promise
 * rejects with CutOff when a rule ends the connection or the request breaks off, and with errors of this server.
 */
export function serveCall(routed: RoutedRequest, version: Version, deliver: Deliver): void {
  const { service, namespace, request } = routed;
  const started = performance.now();
  const call = beginCall(
    {
      version,
      site: namespace,
      base: routed.links,
      contentType: request.headers.get('content-type'),
      abandoned: () => request.abandoned,
    },
    service.calls,
  );
  const exchange = new CallExchange(routed, version, started, call, deliver);
  if (call === null) {
    exchange.refuseType();
    void request.drain();
  } else if (service.calls.lenient && isGzip(request))
    unpack(request, exchange).catch((error: unknown) => exchange.fail(error));
  else request.read(exchange);
}

/** RI: does not understand compressed requests. `lenient` decompresses gzip; limits count the decompressed bytes. */
const isGzip = ({ headers }: HttpRequest): boolean => /\bgzip\b/i.test(headers.get('content-encoding') ?? '');

/** Corrupt gzip: the bytes decoded so far are used. */
async function unpack(request: HttpRequest, exchange: CallExchange): Promise<void> {
  let isComplete = true;
  async function* packed(): AsyncGenerator<Uint8Array> {
    try {
      yield* request.body;
    } catch (error) {
      isComplete = false;
      throw error;
    }
  }
  const { gunzipped } = await compression();
  try {
    for await (const bytes of gunzipped(packed())) if (!exchange.write(bytes)) return;
  } catch {
    // Corrupt data: the bytes decoded so far are parsed, unless the connection broke.
  } finally {
    void request.drain();
  }
  exchange.end(isComplete);
}

/** One call, from the bytes of the request to the response. */
class CallExchange implements BodySink {
  readonly #routed: RoutedRequest;
  readonly #started: number;
  readonly #call: CallInProgress | null;
  readonly #deliver: Deliver;
  readonly #recorder: CallRecorder;
  /** For bytes after the first chunk; most calls have only one. */
  #holding: Holding | undefined;
  #hasBytes = false;

  constructor(
    routed: RoutedRequest,
    version: Version,
    started: number,
    call: CallInProgress | null,
    deliver: Deliver,
  ) {
    this.#routed = routed;
    this.#started = started;
    this.#call = call;
    this.#deliver = deliver;
    this.#recorder = new CallRecorder(routed.namespace, routed.request, version, started);
  }

  write(bytes: Uint8Array): boolean {
    try {
      if (this.#hasBytes && !this.#hasRoomFor(bytes)) {
        this.#refuseForRoom();
        return false;
      }
      this.#hasBytes = true;
      this.#recorder.received(bytes);
      this.#call?.write(bytes);
    } catch (error) {
      this.fail(error);
      return false;
    }
    if (!this.#call?.refused) return true;
    this.end(true);
    return false;
  }

  end(isComplete: boolean): void {
    if (!isComplete) {
      // The client has disconnected.
      this.fail(new CutOff('end', 0n));
      return;
    }
    try {
      const response = this.#call?.finish();
      if (response instanceof Promise) this.#deliver(this.#answerLater(response));
      else if (response) {
        this.#release();
        this.#deliver(isPlain(response) ? this.#plain(response) : this.#delivered(response));
      }
    } catch (error) {
      this.fail(error);
    }
  }

  /** RI: HTTP 415 for any other content type. */
  refuseType(): void {
    const type = this.#routed.request.headers.get('content-type');
    this.#refuse(415, `the content type is ${type}, the service takes text/xml only`, []);
  }

  /** The same call may succeed later. */
  #refuseForRoom(): void {
    const { held, most } = this.#routed.service.held;
    const reason = `unfinished requests hold ${held} bytes, and the limit is ${most} (maxHeldBytes)`;
    this.#refuse(503, reason, ['Retry-After', RETRY_AFTER]);
  }

  #refuse(status: number, reason: string, headers: readonly string[]): void {
    this.#release();
    const result = `${status}: ${reason}`;
    this.#routed.service.log({ what: 'call', result, ms: this.#ms, warnings: [] });
    this.#recorder.refused(status, result);
    this.#deliver(plainResponse(status, [...headers, 'Content-Length', '0']));
  }

  /** Fails with CutOff, or with an error of this server. */
  fail(error: unknown): void {
    this.#release();
    this.#deliver(Promise.reject(error));
  }

  async #answerLater(coming: Promise<CallResponse>): Promise<HttpResponse> {
    const response = await coming.finally(() => this.#release());
    return isPlain(response) ? this.#plain(response) : this.#delivered(response);
  }

  /** A response that is sent whole and at once. */
  #plain(response: PlainResponse): HttpResponse {
    const { status, contentType, body } = response;
    const headers = ['Content-type', contentType, ...framing(this.#routed.request, () => byteLength(body))];
    return {
      status,
      headers,
      body,
      over: (fate) => {
        this.#log(response);
        this.#recorder.sent(response, fate === 'sent', headers);
      },
    };
  }

  /** A response that rules change, or that is long. */
  async #delivered(response: CallResponse): Promise<HttpResponse> {
    const { request, namespace } = this.#routed;
    const { deliverCall } = await delivery();
    const cutOff = { ...response, result: `${response.result}, cut off` };
    return deliverCall(request, response, namespace.journal.recordRaw, {
      delivered: (delivered) => {
        this.#log(delivered.complete ? response : cutOff);
        this.#recorder.delivered(response, delivered);
      },
      failed: (failure) => {
        this.#log({ ...cutOff, failure });
        this.#recorder.delivered(response, NOTHING);
      },
    });
  }

  #log({ operation = 'call', account, result, warnings, failure }: CallResponse): void {
    const notes = this.#notes;
    this.#routed.service.log({
      what: operation,
      account,
      result,
      ms: this.#ms,
      warnings: [...notes, ...warnings],
      failure,
    });
  }

  get #notes(): string[] {
    const { request, service, route } = this.#routed;
    const notes: string[] = [];
    if (route.asked.kind === 'endpoint' && !route.asked.exact)
      notes.push('the path is in other letters; the service does not know it');
    if (!isGzip(request)) return notes;
    return [
      ...notes,
      service.calls.lenient
        ? 'the body is compressed with gzip; the service does not understand that'
        : 'the body is compressed with gzip; the service does not unpack it (--lenient does)',
    ];
  }

  get #ms(): number {
    return performance.now() - this.#started;
  }

  #hasRoomFor(bytes: Uint8Array): boolean {
    this.#holding ??= this.#routed.service.held.open();
    return this.#holding.add(bytes.length);
  }

  #release(): void {
    this.#holding?.release();
  }
}

/** Whether the response is sent whole and at once: without rules, and not in chunks. */
const isPlain = (response: CallResponse): response is PlainResponse =>
  response.firing === undefined && !(response.body instanceof LongBody);
