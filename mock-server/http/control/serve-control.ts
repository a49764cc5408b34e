import { handleControl, problemOf, problemResponse } from '../../control/handle.js';
import { BodyTooLarge, type ControlResponse, Problem } from '../../control/index.js';
import { type Holding, RETRY_AFTER } from '../held-bytes.js';
import { publicBase } from '../public-base.js';
import { type HttpRequest, headerRecord } from '../request.js';
import { type HttpResponse, utf8 } from '../response.js';
import type { Route } from '../router.js';
import type { ControlSettings, Service } from '../service.js';
import { admitControl } from './control-gate.js';
import { servePage } from './serve-page.js';

/** Serves one request to the control API, and logs it. Errors become responses. */
export async function serveControl(
  service: Service,
  control: ControlSettings,
  route: Route,
  request: HttpRequest,
): Promise<HttpResponse> {
  const page = await servePage(service, control, route, request);
  if (page) return page;
  const begun = performance.now();
  const holding = service.held.open();
  const response = await responseTo(service, control, route, request, holding).finally(holding.release);
  const { status, headers, body, isLive, warnings, failure } = response;
  const log = (result: string, cause: unknown): void =>
    service.log({
      what: `${request.method} ${route.path}`,
      result,
      ms: performance.now() - begun,
      warnings,
      failure: cause,
    });
  const length = typeof body === 'string' && body !== '' ? ['Content-Length', String(utf8(body).length)] : [];
  return {
    status,
    headers: [...Object.entries(headers).flat(), ...length],
    body: typeof body === 'string' ? body : encoded(body),
    headFirst: isLive,
    over: (fate) => {
      if (fate === 'sent') log(String(status), failure);
      else log('broken off', typeof fate === 'object' ? fate.failure : undefined);
    },
  };
}

async function responseTo(
  service: Service,
  control: ControlSettings,
  { namespace, path, search }: Route,
  request: HttpRequest,
  holding: Holding,
): Promise<ControlResponse> {
  try {
    if (control.access) admitControl(request, control.access);
  } catch (error) {
    return problemResponse(problemOf(error));
  }
  const prefix = namespace === undefined ? '' : `/~${namespace}`;
  return handleControl(
    {
      method: request.method,
      path: path.slice('/_control'.length),
      query: new URLSearchParams(search),
      headers: headerRecord(request.headers),
      body: (limit) => readChunks(request, limit, holding),
      signal: request.abandoned,
    },
    {
      namespace,
      namespaces: service.namespaces,
      facts: control.facts,
      base: publicBase(request, service.address) + prefix,
      document: service.documents.openApi,
    },
  );
}

async function readChunks(
  { headers, body }: HttpRequest,
  limit: number,
  holding: Holding,
): Promise<readonly Uint8Array[]> {
  if (Number(headers.get('content-length') ?? 0) > limit) throw new BodyTooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) throw new BodyTooLarge();
    if (!holding.add(chunk.length)) throw busy();
    chunks.push(chunk);
  }
  return chunks;
}

const busy = (): Problem =>
  new Problem(
    'busy',
    'Other requests that are not finished hold too many bytes. Send this one again in a second.',
    {},
    { 'Retry-After': RETRY_AFTER },
  );

async function* encoded(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield utf8(piece);
}
