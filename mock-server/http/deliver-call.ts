import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Act } from '../edge-cases/index.js';
import { type Dialect, loadDialects } from '../soap/index.js';
import { type Delivered, deliver } from './deliver.js';
import type { CallAnswer } from './soap-call.js';

/** Sends the answer of a call the way that the rules that fired want it, in its dialect and on the wire. */
export async function deliverCall(
  request: IncomingMessage,
  response: ServerResponse,
  answer: CallAnswer,
  keep: boolean,
): Promise<Delivered> {
  const acts = answer.firing?.acts ?? [];
  const dialect = await dialectIn(acts);
  const spelt = dialect ? await inDialect(answer, dialect) : answer;
  const plain = typeof spelt.body === 'string' ? Buffer.from(spelt.body) : spelt.body;
  const zipped = dialect?.gzip && accepts(request, 'gzip') ? await promisify(gzip)(plain) : undefined;
  const body = zipped ?? plain;
  const headers = [
    ...['Content-type', spelt.contentType],
    ...(zipped ? ['Content-encoding', 'gzip'] : []),
    ...(dialect?.connection ? ['Connection', dialect.connection] : []),
    ...Object.entries(answer.headers ?? {}).flat(),
    // RI: replies are chunked under HTTP/1.1.
    ...(request.httpVersion === '1.0'
      ? ['Content-length', String(body.length)]
      : ['Transfer-encoding', 'chunked']),
  ];
  return deliver(
    response,
    { status: spelt.status, headers, body: pieces(body, dialect?.chunks) },
    acts,
    keep,
  );
}

async function dialectIn(acts: readonly Act[]): Promise<Dialect | undefined> {
  const act = acts.find((each) => each.act === 'dialect');
  if (act === undefined) return undefined;
  return 'dialect' in act ? act.dialect : (await loadDialects()).dialectOf(act.seed);
}

/** A status or a text that is no envelope has no dialect. */
async function inDialect(answer: CallAnswer, dialect: Dialect): Promise<CallAnswer> {
  if (!answer.contentType.startsWith('text/xml') || answer.body.length === 0) return answer;
  const { operation, version } = answer;
  const { respell } = await loadDialects();
  const status = answer.fault && dialect.faultStatus ? dialect.faultStatus : answer.status;
  return { ...answer, ...respell(answer, dialect, { operation, version }), status };
}

const accepts = (request: IncomingMessage, encoding: string): boolean =>
  new RegExp(`(?:^|[,\\s])${encoding}(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))`, 'i').test(
    String(request.headers['accept-encoding'] ?? ''),
  );

async function* pieces(body: Uint8Array, size = body.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}
