import { type Act, hasNoBody, replacementIn } from '../../edge-cases/index.js';
import { type Dialect, LongBody, loadDialects } from '../../soap/index.js';
import { turn } from '../../world/index.js';
import { gzipped } from '../compression.js';
import { type Listeners, underActs } from '../outgoing.js';
import type { HttpRequest } from '../request.js';
import { framing, type HttpResponse, utf8 } from '../response.js';
import type { CallResponse } from './call-response.js';

/**
 * The response to a call, changed by the rules that fired: dialect and acts on the wire. A long one is sent in chunks
 * as they are produced.
 * @throws CutOff when rules end the connection instead of a response
 */
export async function deliverCall(
  request: HttpRequest,
  response: CallResponse,
  keep: boolean,
  listeners: Listeners,
): Promise<HttpResponse> {
  const acts = response.firing?.acts ?? [];
  const dialect = await dialectIn(acts);
  // A body set by a rule need not be an envelope, so it is not respelled.
  const isOurs = replacementIn(acts)?.act !== 'status';
  const spelt = dialect && isOurs ? await inDialect(response, dialect) : response;
  const isZipped = dialect?.gzip === true && accepts(request, 'gzip');
  const plain = typeof spelt.body === 'string' ? utf8(spelt.body) : spelt.body;
  const body = isZipped && plain instanceof Uint8Array ? await gzipped(plain) : plain;
  const length = request.httpVersion === '1.0' ? await lengthOf(body) : 0;
  const headers = [
    ...(hasNoBody(spelt.status) ? [] : ['Content-type', spelt.contentType]),
    ...(isZipped ? ['Content-encoding', 'gzip'] : []),
    ...(dialect?.connection ? ['Connection', dialect.connection] : []),
    ...Object.entries(response.headers ?? {}).flat(),
    ...(hasNoBody(spelt.status) ? [] : framing(request, () => length)),
  ];
  const outgoing = { status: spelt.status, headers, body: pieces(body, dialect?.chunks) };
  return underActs(request, outgoing, acts, keep, listeners);
}

async function dialectIn(acts: readonly Act[]): Promise<Dialect | undefined> {
  const act = acts.find((each) => each.act === 'dialect');
  if (act === undefined) return undefined;
  return 'dialect' in act ? act.dialect : (await loadDialects()).dialectOf(act.seed);
}

async function inDialect(response: CallResponse, dialect: Dialect): Promise<CallResponse> {
  if (!(response.body instanceof LongBody) && response.body.length === 0) return response;
  const { operation, version } = response;
  const { respell } = await loadDialects();
  const status = response.fault && dialect.faultStatus ? dialect.faultStatus : response.status;
  return { ...response, ...respell(response, dialect, { operation, version }), status };
}

const accepts = ({ headers }: HttpRequest, encoding: string): boolean =>
  new RegExp(`(?:^|[,\\s])${encoding}(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))`, 'i').test(
    headers.get('accept-encoding') ?? '',
  );

async function* pieces(body: Uint8Array | LongBody, size?: number): AsyncGenerator<Uint8Array> {
  for (const piece of body instanceof LongBody ? body : [body]) {
    const step = size ?? piece.length;
    for (let at = 0; at < piece.length; at += step) yield piece.subarray(at, at + step);
  }
}

/** Gives other requests a turn after each chunk. */
async function lengthOf(body: Uint8Array | LongBody): Promise<number> {
  if (body instanceof Uint8Array) return body.length;
  let length = 0;
  for (const piece of body) {
    length += piece.length;
    await turn();
  }
  return length;
}
