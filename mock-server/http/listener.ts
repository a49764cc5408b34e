import { createServer, type Server } from 'node:http';
import { NamespaceError, type Place } from '../namespaces/namespaces.js';
import type { HttpAnswer } from '../serving/answer.js';
import { ENDPOINTS, isCall, pathOf } from '../serving/endpoints.js';
import { notLetIn } from '../serving/not-let-in.js';
import { PlacedRequest } from '../serving/place.js';
import type { Service } from '../serving/service.js';
import { answerEndpoint } from '../serving/soap-endpoint.js';
import { controlServer } from './control-server.js';
import { failRequest } from './fail-request.js';
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
    const request = new NodeRequest(incoming, response);
    try {
      if (controlled(request)) return;
      serve(service, request)?.catch((error: unknown) => failRequest(service, request, error));
    } catch (error) {
      failRequest(service, request, error);
    }
  });
  // A large upload over a slow line may take hours; what must not happen is a silent connection.
  server.requestTimeout = 0;
  server.timeout = IDLE_LIMIT;
  server.keepAliveTimeout = 75_000;
  return server;
}

/** Undefined for a call, which ends without a promise. */
function serve(service: Service, request: NodeRequest): Promise<void> | undefined {
  const found = locate(service, request);
  if (!('namespace' in found)) return sendAnswer(request.response, Promise.resolve(found));
  const { namespace, target } = found;
  const version = ENDPOINTS.get(pathOf(target));
  if (version !== undefined && isCall(request.method)) {
    serveCall(service, namespace, request, version);
    return undefined;
  }
  const placed = new PlacedRequest(service, request, namespace, target);
  return version !== undefined
    ? sendAnswer(request.response, answerEndpoint(placed, version))
    : import('./serve-placed.js').then(({ servePlaced }) => servePlaced(placed, request));
}

/** The answer itself for a request for a namespace that cannot be. */
function locate({ namespaces }: Service, { target }: NodeRequest): Place | HttpAnswer {
  try {
    return namespaces.locate(target);
  } catch (error) {
    if (!(error instanceof NamespaceError)) throw error;
    return notLetIn(error);
  }
}
