import { IncomingMessage, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Version } from '../../wsdl/contract.js';
import { askedDescription, describe } from './description.js';
import { endpointPage, htmlPage } from './pages.js';
import { publicBase } from './public-base.js';
import type { Service } from './service.js';
import { beginCall, type CallAnswer, type CallInProgress } from './soap-call.js';
import { atTurnsEnd, type Rest } from './turn.js';

/** Paths of the service. The third one stands in a disabled line of an old client (client); it is jax2. */
export const ENDPOINTS: ReadonlyMap<string, Version> = new Map([
  ['/jax3/DesktopApp', 'jax3'],
  ['/jax2/DesktopApp', 'jax2'],
  ['/servlet/services/DesktopApp', 'jax2'],
]);

/** The path of a request's target, without query, also when a proxy client sent the whole address. */
export function pathOf(url: string): string {
  if (ENDPOINTS.has(url)) return url;
  const [, path = '/'] = /^(?:https?:\/\/[^/?]*)?([^?]*)/i.exec(url) ?? [];
  return path === '' ? '/' : path;
}

/**
 * Answers one request to an endpoint. Which method does what was observed on the RI: GET is a page or a description,
 * HEAD knows only the description, PUT is taken like POST and DELETE like a POST without a body.
 */
export function serveEndpoint(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  version: Version,
): void {
  switch (request.method) {
    case 'POST':
    case 'PUT':
    case 'DELETE':
      serveCall(service, request, response, version);
      return;
    case 'GET':
    case 'HEAD':
      serveDocument(service, request, response, version);
      return;
    default:
      response.writeHead(405, { Allow: 'GET, HEAD, POST, PUT, DELETE', 'Content-Length': 0 }).end();
  }
}

function serveDocument(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  version: Version,
): void {
  const url = request.url ?? '';
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  const endpoint = `${publicBase(request, service.address)}${pathOf(url)}`;
  const asked = askedDescription(query);
  const end = (status: number, contentType: string, text: string): void => {
    service.log({
      what: `${request.method} ${asked ?? 'page'}`,
      result: String(status),
      ms: 0,
      warnings: [],
    });
    response
      .writeHead(status, { 'Content-Type': contentType })
      .end(request.method === 'HEAD' ? undefined : text);
  };
  if (asked === 'missing')
    end(404, 'text/html; charset=utf-8', htmlPage('404 Not Found: Invalid Request', ''));
  else if (asked !== null) end(200, 'text/xml;charset=utf-8', describe(version, asked, endpoint));
  else if (request.method === 'HEAD') end(404, 'text/html; charset=utf-8', '');
  else end(200, 'text/html; charset=utf-8', endpointPage(version, endpoint));
}

function serveCall(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  version: Version,
): void {
  const started = performance.now();
  const call = beginCall(
    {
      version,
      world: service.world,
      base: publicBase(request, service.address),
      contentType: request.headers['content-type'],
    },
    service.calls,
  );
  if (call === null) {
    const result = `415: the content type is ${request.headers['content-type']}, the service takes text/xml only`;
    service.log({ what: 'call', result, ms: performance.now() - started, warnings: [] });
    response.writeHead(415, { 'Content-Length': 0 }).end();
    return;
  }
  const notes = encodingNotes(request, service.calls.lenient);
  const send = (reply: CallAnswer): void => {
    sendReply(request, response, reply);
    logCall(service, reply, notes, performance.now() - started);
  };
  const answer = (): Rest | undefined => {
    const reply = call.finish();
    if (!(reply instanceof Promise)) return () => send(reply);
    void reply.then(send);
    return undefined;
  };
  if (request.method === 'DELETE') atTurnsEnd(answer);
  else feed(bodyOf(request, service.calls.lenient), call, answer);
}

/**
 * Feeds a body to a call. The last chunk, which most often is the only one, is read together with other calls. A call
 * that refuses is answered at once; the rest of the body is dropped as it comes.
 */
function feed(body: Readable, call: CallInProgress, answer: () => Rest | undefined): void {
  let last: Uint8Array | undefined;
  let answered = false;
  const writeLast = (): void => {
    if (last !== undefined) call.write(last);
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
