import { IncomingMessage, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Version } from '../../wsdl/contract.js';
import { latePart } from '../late-parts.js';
import type { Namespace } from '../namespaces/namespace.js';
import type { HttpAnswer } from '../serving/answer.js';
import { callEnd, isPlain } from '../serving/answer-call.js';
import { encodingNotes, isGzip, logCall, refuseForRoom, refuseType } from '../serving/call-notes.js';
import { CallRecorder, type PlainAnswer } from '../serving/call-recorder.js';
import type { Framing } from '../serving/deliver-call.js';
import type { Holding } from '../serving/held-bytes.js';
import { baseOf } from '../serving/place.js';
import type { Service } from '../serving/service.js';
import { beginCall, type CallAnswer, type CallInProgress } from '../serving/soap-call.js';
import type { NodeRequest } from './node-request.js';
import { readOn } from './read-on.js';
import { failRequest, sendAnswer } from './send-answer.js';
import { atTurnsEnd, type Rest } from './turn.js';

const delivery = latePart(() => import('../serving/deliver-call.js'));

/**
 * Answers one request that carries a SOAP call, and tells log and journal of it: what `answerCall` of the portable part
 * does, at once and together with other calls.
 */
export function serveCall(
  service: Service,
  namespace: Namespace,
  request: NodeRequest,
  version: Version,
): void {
  const started = performance.now();
  const { incoming, response } = request;
  const call = beginCall(
    {
      version,
      site: namespace,
      base: baseOf(service, namespace, request),
      contentType: incoming.headers['content-type'],
      abandoned: () => request.abandoned,
    },
    service.calls,
  );
  const recorder = new CallRecorder(namespace, request, version, started);
  if (call === null) {
    refuse(response, refuseType(service, request, recorder, performance.now() - started));
    return;
  }
  const failed = (error: unknown): void => failRequest(service, request, error);
  const notes = encodingNotes(request, service.calls.lenient);
  const told = (reply: CallAnswer): void => logCall(service, reply, notes, performance.now() - started);
  const send = (reply: CallAnswer): void => {
    if (!isPlain(reply)) {
      sendInPieces(namespace, request, reply, recorder, told).catch(failed);
      return;
    }
    const headers = sendReply(incoming, response, reply);
    told(reply);
    recorder.sent(reply, response.destroyed ? undefined : Buffer.byteLength(reply.body), headers);
  };
  const answer = (): Rest | undefined => {
    const reply = call.finish();
    if (!(reply instanceof Promise)) return () => send(reply);
    reply.then(send).catch(failed);
    return undefined;
  };
  if (incoming.method === 'DELETE') atTurnsEnd(answer, failed);
  else {
    const room = new CallRoom(service, response, () =>
      refuse(response, refuseForRoom(service, recorder, performance.now() - started)),
    );
    feed(bodyOf(request, service.calls.lenient), call, recorder, answer, failed, room);
  }
}

/** What rules have a say in, or what is long. What it takes is loaded by the first one. */
async function sendInPieces(
  namespace: Namespace,
  request: NodeRequest,
  reply: CallAnswer,
  recorder: CallRecorder,
  told: (reply: CallAnswer) => void,
): Promise<void> {
  const { deliverCall } = await delivery();
  const framing: Framing = async (length) =>
    takesChunks(request.incoming) ? CHUNKED : contentLength(await length());
  const end = callEnd(reply, recorder, told);
  const answer = deliverCall(request, reply, namespace.journal.recordRaw, framing, end);
  await sendAnswer(request.response, answer);
}

function refuse(response: ServerResponse, { status, headers }: HttpAnswer): void {
  readOn(response);
  response.writeHead(status, [...headers]).end();
}

/** Room for the bytes of a call, for which a call of one chunk, as most are, need not ask. */
class CallRoom {
  #holding: Holding | undefined;

  constructor(
    private readonly service: Service,
    private readonly response: ServerResponse,
    readonly refuse: () => void,
  ) {}

  /** Held until the call is answered. */
  takes(bytes: Uint8Array): boolean {
    if (this.#holding === undefined) {
      this.#holding = this.service.held.open();
      this.response.once('close', () => this.#holding?.release());
    }
    return this.#holding.add(bytes.length);
  }
}

/**
 * Feeds a body to a call. The last chunk, which most often is the only one, is read together with other calls. A call
 * that refuses is answered at once; the rest of the body is dropped as it comes.
 */
function feed(
  body: Readable,
  call: CallInProgress,
  recorder: CallRecorder,
  answer: () => Rest | undefined,
  failed: (error: unknown) => void,
  room: CallRoom,
): void {
  let last: Uint8Array | undefined;
  let answered = false;
  const writeLast = (): void => {
    if (last === undefined) return;
    recorder.received(last);
    call.write(last);
    last = undefined;
  };
  const finish = (): void => {
    if (answered) return;
    answered = true;
    atTurnsEnd(() => {
      writeLast();
      return answer();
    }, failed);
  };
  body.on('data', (chunk: Uint8Array) => {
    if (answered) return;
    try {
      if (last !== undefined && !room.takes(chunk)) {
        answered = true;
        room.refuse();
        return;
      }
      writeLast();
      if (call.refused) finish();
      else last = chunk;
    } catch (error) {
      answered = true;
      failed(error);
    }
  });
  body.on('end', finish);
  // A broken connection has nobody to answer to; of broken gzip data, what was readable is judged as it stands.
  body.on('error', body instanceof IncomingMessage ? () => {} : finish);
}

/** RI: a compressed request is not understood. `lenient` unpacks gzip; limits count the unpacked bytes. */
function bodyOf(request: NodeRequest, lenient: boolean): Readable {
  const { incoming } = request;
  if (!lenient || !isGzip(request)) return incoming;
  // What is left behind broken data is dropped, or the connection could not be used again.
  return incoming.pipe(createGunzip()).on('error', () => incoming.resume());
}

/** @returns the headers that went out, but for those of the platform */
function sendReply(
  incoming: IncomingMessage,
  response: ServerResponse,
  reply: PlainAnswer,
): readonly string[] {
  if (response.destroyed) return [];
  const framing = takesChunks(incoming) ? CHUNKED : contentLength(Buffer.byteLength(reply.body));
  const headers = ['Content-type', reply.contentType, ...framing];
  readOn(response);
  response.writeHead(reply.status, headers);
  response.end(reply.body);
  return headers;
}

/** RI: replies are chunked under HTTP/1.1, and have a Content-length under HTTP/1.0. */
const takesChunks = ({ httpVersion }: IncomingMessage): boolean => httpVersion !== '1.0';
const CHUNKED = ['Transfer-encoding', 'chunked'] as const;
const contentLength = (bytes: number) => ['Content-length', String(bytes)] as const;
