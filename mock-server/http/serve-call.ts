import { IncomingMessage, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Version } from '../../wsdl/contract.js';
import type { Namespace } from '../namespaces/namespace.js';
import { abandonment } from './abandonment.js';
import { CallRecorder } from './call-recorder.js';
import { baseOf, namespaceOf } from './place.js';
import type { Service } from './service.js';
import { beginCall, type CallAnswer, type CallInProgress } from './soap-call.js';
import { atTurnsEnd, type Rest } from './turn.js';

/** Answers one request that carries a SOAP call, and tells log and journal of it. */
export function serveCall(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  version: Version,
): void {
  const started = performance.now();
  const namespace = namespaceOf(service, request);
  const call = beginCall(
    {
      version,
      site: namespace,
      base: baseOf(namespace, request, service.address),
      contentType: request.headers['content-type'],
      abandoned: () => abandonment(response),
    },
    service.calls,
  );
  const recorder = new CallRecorder(namespace, request, version, started);
  if (call === null) {
    refuseType(service, request, response, recorder, performance.now() - started);
    return;
  }
  const notes = encodingNotes(request, service.calls.lenient);
  const told = (reply: CallAnswer): void => logCall(service, reply, notes, performance.now() - started);
  const send = (reply: CallAnswer): void => {
    if (reply.firing) {
      void sendUnderRules(namespace, request, response, reply, recorder, told);
      return;
    }
    sendReply(request, response, reply);
    told(reply);
    recorder.sent(reply, response);
  };
  const answer = (): Rest | undefined => {
    const reply = call.finish();
    if (!(reply instanceof Promise)) return () => send(reply);
    void reply.then(send);
    return undefined;
  };
  if (request.method === 'DELETE') atTurnsEnd(answer);
  else feed(bodyOf(request, service.calls.lenient), call, recorder, answer);
}

function refuseType(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  recorder: CallRecorder,
  ms: number,
): void {
  const result = `415: the content type is ${request.headers['content-type']}, the service takes text/xml only`;
  service.log({ what: 'call', result, ms, warnings: [] });
  response.writeHead(415, { 'Content-Length': 0 }).end();
  recorder.refusedType(result);
}

/** What rules do on the wire is loaded by the first one that has something to do there. */
async function sendUnderRules(
  namespace: Namespace,
  request: IncomingMessage,
  response: ServerResponse,
  reply: CallAnswer,
  recorder: CallRecorder,
  told: (reply: CallAnswer) => void,
): Promise<void> {
  const { deliverCall } = await import('./deliver-call.js');
  const delivered = await deliverCall(request, response, reply, namespace.journal.recordRaw);
  told(delivered.complete ? reply : { ...reply, result: `${reply.result}, cut off` });
  recorder.delivered(reply, delivered);
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
    });
  };
  body.on('data', (chunk: Uint8Array) => {
    if (answered) return;
    writeLast();
    if (call.refused) finish();
    else last = chunk;
  });
  body.on('end', finish);
  // A broken connection has nobody to answer to; of broken gzip data, what was readable is judged as it stands.
  body.on('error', body instanceof IncomingMessage ? () => {} : finish);
}

/** RI: a compressed request is not understood. `lenient` unpacks gzip; limits count the unpacked bytes. */
function bodyOf(request: IncomingMessage, lenient: boolean): Readable {
  if (!lenient || !isGzip(request)) return request;
  // What is left behind broken data is dropped, or the connection could not be used again.
  return request.pipe(createGunzip()).on('error', () => request.resume());
}

function isGzip(request: IncomingMessage): boolean {
  const encoding = request.headers['content-encoding'];
  return encoding !== undefined && /\bgzip\b/i.test(encoding);
}

function encodingNotes(request: IncomingMessage, lenient: boolean): string[] {
  if (!isGzip(request)) return [];
  return [
    lenient
      ? 'the body is compressed with gzip; the service does not understand that'
      : 'the body is compressed with gzip; the service does not unpack it (--lenient does)',
  ];
}

/** RI: replies are chunked under HTTP/1.1, and have a Content-length under HTTP/1.0. */
function sendReply(request: IncomingMessage, response: ServerResponse, reply: CallAnswer): void {
  if (response.destroyed) return;
  const framing =
    request.httpVersion === '1.0'
      ? ['Content-length', String(Buffer.byteLength(reply.body))]
      : ['Transfer-encoding', 'chunked'];
  response.writeHead(reply.status, ['Content-type', reply.contentType, ...framing]);
  response.end(reply.body);
}

function logCall(service: Service, reply: CallAnswer, notes: readonly string[], ms: number): void {
  service.log({
    what: reply.operation ?? 'call',
    account: reply.account,
    result: reply.result,
    ms,
    warnings: [...notes, ...reply.warnings],
    failure: reply.failure,
  });
}
