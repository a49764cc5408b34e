import { PlainRequest } from '../http/index.js';
import type { Arrival } from './hosts.js';

/** Converts a fetch Request for the service. */
export function plainRequest(request: Request, { target, origin }: Arrival): PlainRequest {
  const { protocol, host } = new URL(origin);
  const lines = [...request.headers].flat();
  return new PlainRequest({
    method: request.method,
    target,
    // The journal has the Host header, which fetch leaves to the connection.
    headers: request.headers.has('host') ? lines : ['host', host, ...lines],
    scheme: protocol === 'https:' ? 'https' : 'http',
    authority: host,
    body: hasBody(request) ? piecesOf(request.body) : undefined,
  });
}

/** fetch adds the headers about the body later, so the body itself must be checked. */
function hasBody({ headers, body }: Request): boolean {
  const length = headers.get('content-length');
  return length === null ? body !== null : length !== '0';
}

/** Not every browser can iterate a stream. */
async function* piecesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) yield next.value;
}
