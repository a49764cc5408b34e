import { PlainRequest } from '../http/index.js';
import type { Arrival } from './hosts.js';

/** A request as fetch knows it, in the form that the service answers. */
export function plainRequest(request: Request, { target, origin }: Arrival): PlainRequest {
  const { protocol, host } = new URL(origin);
  const lines = [...request.headers].flat();
  return new PlainRequest({
    method: request.method,
    target,
    // What a client leaves to the connection is told to the journal, too.
    headers: request.headers.has('host') ? lines : ['host', host, ...lines],
    scheme: protocol === 'https:' ? 'https' : 'http',
    authority: host,
    body: hasBody(request) ? piecesOf(request.body) : undefined,
  });
}

/** fetch adds the headers that say it on the way, so that without them the body itself has to. */
function hasBody({ headers, body }: Request): boolean {
  const length = headers.get('content-length');
  return length === null ? body !== null : length !== '0';
}

/** Not every browser can loop over a stream. */
async function* piecesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) yield next.value;
}
