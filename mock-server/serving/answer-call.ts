import type { Version } from '../../wsdl/contract.js';
import { CutOff } from '../edge-cases/index.js';
import { latePart } from '../late-parts.js';
import { LongBody } from '../soap/index.js';
import { type HttpAnswer, utf8 } from './answer.js';
import { encodingNotes, isGzip, logCall, refuseForRoom, refuseType } from './call-notes.js';
import { CallRecorder, type PlainAnswer } from './call-recorder.js';
import type { Holding } from './held-bytes.js';
import { type Listeners, NOTHING } from './outgoing.js';
import type { PlacedRequest } from './place.js';
import type { HttpRequest } from './request.js';
import { beginCall, type CallAnswer, type CallInProgress } from './soap-call.js';

const delivery = latePart(() => import('./deliver-call.js'));
const compression = latePart(() => import('./compression.js'));

/**
 * Answers one request that carries a SOAP call, and tells log and journal of it.
 * @throws CutOff when a rule wants the connection to end in place of an answer, or when the body breaks off
 */
export async function answerCall(placed: PlacedRequest, version: Version): Promise<HttpAnswer> {
  const { service, namespace, request } = placed;
  const started = performance.now();
  const took = (): number => performance.now() - started;
  const call = beginCall(
    {
      version,
      site: namespace,
      base: placed.links,
      contentType: request.headers.get('content-type'),
      abandoned: () => request.abandoned,
    },
    service.calls,
  );
  const recorder = new CallRecorder(namespace, request, version, started);
  if (call === null) return refuseType(service, request, recorder, took());
  const holding = service.held.open();
  try {
    const isRead =
      request.method === 'DELETE' ||
      (await feed(bodyOf(request, service.calls.lenient), call, recorder, holding));
    if (!isRead) return refuseForRoom(service, recorder, took());
    return await answered(placed, call, recorder, took);
  } finally {
    holding.release();
    void request.drain();
  }
}

async function answered(
  { service, namespace, request }: PlacedRequest,
  call: CallInProgress,
  recorder: CallRecorder,
  took: () => number,
): Promise<HttpAnswer> {
  const reply = await call.finish();
  const notes = encodingNotes(request, service.calls.lenient);
  const told = (answer: CallAnswer): void => logCall(service, answer, notes, took());
  if (isPlain(reply)) return properAnswer(reply, recorder, told);
  const { deliverCall } = await delivery();
  return deliverCall(
    request,
    reply,
    namespace.journal.recordRaw,
    async () => [],
    callEnd(reply, recorder, told),
  );
}

/** Whether an answer goes out at once and whole: rules have no say in it, and it is not made in pieces. */
export const isPlain = (reply: CallAnswer): reply is PlainAnswer =>
  reply.firing === undefined && !(reply.body instanceof LongBody);

/** Records the end of an answer that goes out in pieces, in the log and in the journal. */
export function callEnd(
  reply: CallAnswer,
  recorder: CallRecorder,
  told: (reply: CallAnswer) => void,
): Listeners {
  const cutOff = { ...reply, result: `${reply.result}, cut off` };
  return {
    delivered: (delivered) => {
      told(delivered.complete ? reply : cutOff);
      recorder.delivered(reply, delivered);
    },
    failed: (failure) => {
      told({ ...cutOff, failure });
      recorder.delivered(reply, NOTHING);
    },
  };
}

function properAnswer(
  reply: PlainAnswer,
  recorder: CallRecorder,
  told: (reply: CallAnswer) => void,
): HttpAnswer {
  const body = typeof reply.body === 'string' ? utf8(reply.body) : reply.body;
  const headers = ['Content-type', reply.contentType];
  return {
    status: reply.status,
    headers,
    body,
    over: (fate) => {
      told(reply);
      recorder.sent(reply, fate === 'sent' ? body.length : undefined, headers);
    },
  };
}

/**
 * A call that refuses is answered at once; the rest of the body is dropped as it comes.
 * @returns false when there is no room for its bytes
 */
async function feed(
  body: AsyncIterable<Uint8Array>,
  call: CallInProgress,
  recorder: CallRecorder,
  holding: Holding,
): Promise<boolean> {
  const watched = new WatchedBytes(body);
  try {
    for await (const bytes of watched) {
      recorder.received(bytes);
      if (!holding.add(bytes.length)) return false;
      call.write(bytes);
      if (call.refused) return true;
    }
    return true;
  } catch (error) {
    // A broken connection has nobody to answer to. Anything else is a fault of this server, which is told.
    throw watched.brokeOff ? new CutOff('end', 0n) : error;
  }
}

/** RI: a compressed request is not understood. `lenient` unpacks gzip; limits count the unpacked bytes. */
function bodyOf(request: HttpRequest, lenient: boolean): AsyncIterable<Uint8Array> {
  return lenient && isGzip(request) ? unpacked(request.body) : request.body;
}

/** Of broken gzip data, what was readable is judged as it stands. @throws what the source throws */
async function* unpacked(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { gunzipped } = await compression();
  const source = new WatchedBytes(packed);
  try {
    yield* gunzipped(source);
  } catch (error) {
    if (source.brokeOff) throw error;
  }
}

/** Bytes of which it is known afterwards whether it was they that broke off. */
class WatchedBytes implements AsyncIterable<Uint8Array> {
  brokeOff = false;

  constructor(private readonly source: AsyncIterable<Uint8Array>) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      yield* this.source;
    } catch (error) {
      this.brokeOff = true;
      throw error;
    }
  }
}
