import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { handleControl, problemResponse } from '../control/handle.js';
import { problemOf } from '../control/problem-of.js';
import { BodyTooLarge, type ControlResponse } from '../control/request.js';
import { abandonment } from './abandonment.js';
import { admitControl } from './control-gate.js';
import type { ControlTarget } from './control-target.js';
import { publicBase } from './public-base.js';
import type { ControlSettings, Service } from './service.js';

/** Answers one request to the control API. Never fails: what goes wrong is answered or logged. */
export async function serveControl(
  service: Service,
  control: ControlSettings,
  target: ControlTarget,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const begun = performance.now();
  const answer = await answerTo(service, control, target, request, response);
  const log = (result: string, failure: unknown): void =>
    service.log({
      what: `${request.method} /_control${target.path}`,
      result,
      ms: performance.now() - begun,
      warnings: answer.warnings,
      failure,
    });
  try {
    await send(request, response, answer);
    log(String(answer.status), answer.failure);
  } catch (error) {
    response.destroy();
    log('broken off', response.errored ? undefined : error);
  }
}

async function answerTo(
  service: Service,
  control: ControlSettings,
  { namespace, path, query }: ControlTarget,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<ControlResponse> {
  try {
    admitControl(request, control.access);
  } catch (error) {
    return problemResponse(problemOf(error));
  }
  const prefix = namespace === undefined ? '' : `/~${namespace}`;
  return handleControl(
    {
      method: request.method ?? 'GET',
      path,
      query: new URLSearchParams(query),
      headers: singleHeaders(request),
      body: (limit) => readBytes(request, limit),
      signal: abandonment(response),
    },
    {
      namespace,
      namespaces: service.namespaces,
      facts: control.facts,
      base: publicBase(request, service.address) + prefix,
      document: () => readFile(new URL('../control/openapi.json', import.meta.url), 'utf8'),
    },
  );
}

const singleHeaders = ({ headers }: IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

async function readBytes(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw new BodyTooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: ControlResponse,
): Promise<void> {
  // What was not read of the request would be taken for the next one.
  const unread = !request.complete && request.readableEnded === false && hasBody(request);
  const length = typeof body === 'string' && body !== '' ? { 'Content-Length': Buffer.byteLength(body) } : {};
  response.writeHead(status, { ...headers, ...length, ...(unread && { Connection: 'close' }) });
  if (request.method === 'HEAD') response.end();
  else if (typeof body === 'string') response.end(body);
  else await pipeline(Readable.from(body), response);
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
