import { createServer, type Server } from 'node:http';
import { NamespaceError, type Place } from '../namespaces/namespaces.js';
import { ENDPOINTS, isCall, pathOf } from '../serving/endpoints.js';
import { notLetIn } from '../serving/not-let-in.js';
import { PlacedRequest } from '../serving/place.js';
import type { Service } from '../serving/service.js';
import { answerEndpoint } from '../serving/soap-endpoint.js';
import { controlServer } from './control-server.js';
import { NodeRequest } from './node-request.js';
import { sendAnswer } from './send-answer.js';
import { serveCall } from './serve-call.js';

/** A client that neither sends nor reads for so long is cut off, in milliseconds. */
const IDLE_LIMIT = 120_000;

/**
 * An HTTP server that takes calls the shortest way, and loads what answers everything else on the first request that
 * needs it, so that a start costs less.
 */
export function createListener(service: Service): Server {
  const controlled = controlServer(service);
  const server = createServer((incoming, response) => {
    if (controlled(incoming, response)) return;
    const request = new NodeRequest(incoming, response);
    const found = locate(service, request);
    if (!found) return;
    const { namespace, target } = found;
    const version = ENDPOINTS.get(pathOf(target));
    if (version !== undefined && isCall(request.method)) {
      serveCall(service, namespace, request, version);
      return;
    }
    const placed = new PlacedRequest(service, request, namespace, target);
    const served =
      version !== undefined
        ? sendAnswer(response, answerEndpoint(placed, version))
        : import('./serve-placed.js').then(({ servePlaced }) => servePlaced(placed, request));
    served.catch((error: unknown) => failed(service, request, error));
  });
  // A large upload over a slow line may take hours; what must not happen is a silent connection.
  server.requestTimeout = 0;
  server.timeout = IDLE_LIMIT;
  server.keepAliveTimeout = 75_000;
  return server;
}

/** Undefined for a request for a namespace that cannot be, which is answered with that. */
function locate({ namespaces }: Service, { target, response }: NodeRequest): Place | undefined {
  try {
    return namespaces.locate(target);
  } catch (error) {
    if (!(error instanceof NamespaceError)) throw error;
    void sendAnswer(response, Promise.resolve(notLetIn(error)));
    return undefined;
  }
}

function failed(service: Service, { method, target, response }: NodeRequest, failure: unknown): void {
  service.log({ what: `${method} ${pathOf(target)}`, result: '500', ms: 0, warnings: [], failure });
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'Content-Length': 0 }).end();
}
