import { createServer, type Server } from 'node:http';
import { latePart } from '../late-parts.js';
import { NamespaceError, type Place } from '../namespaces/namespaces.js';
import type { HttpAnswer } from '../serving/answer.js';
import { ENDPOINTS, isCall, isUse, pathOf } from '../serving/endpoints.js';
import { refuseForeignPage } from '../serving/foreign-page.js';
import { notLetIn } from '../serving/not-let-in.js';
import { PlacedRequest } from '../serving/place.js';
import type { Service } from '../serving/service.js';
import { answerEndpoint } from '../serving/soap-endpoint.js';
import { CLIENT_TIMEOUT, timeoutOptions } from './client-timeouts.js';
import { controlServer } from './control-server.js';
import { NodeRequest } from './node-request.js';
import { refuseRequests, refuseWithoutHost } from './refused-requests.js';
import { failRequest, sendAnswer } from './send-answer.js';
import { serveCall } from './serve-call.js';

const placedServer = latePart(() => import('./serve-placed.js'));

/**
 * An HTTP server that takes calls the shortest way, and loads what answers everything else on the first request that
 * needs it, so that a start costs less.
 *
 * @param clientTimeoutMs after which a client is cut off that neither sends nor reads
 */
export function createListener(service: Service, clientTimeoutMs = CLIENT_TIMEOUT): Server {
  const controlled = controlServer(service);
  // Node would refuse a request without Host by itself, and leave no trace of it.
  const options = { ...timeoutOptions(clientTimeoutMs), requireHostHeader: false };
  const server = createServer(options, (incoming, response) => {
    const request = new NodeRequest(incoming, response);
    timeouts.began(request);
    try {
      if (refuseWithoutHost(service, request)) return;
      if (controlled(request)) return;
      serve(service, request)?.catch((error: unknown) => failRequest(service, request, error));
    } catch (error) {
      failRequest(service, request, error);
    }
  });
  const timeouts = refuseRequests(server, service, clientTimeoutMs);
  return server;
}

/** Undefined for a call, which ends without a promise. */
function serve(service: Service, request: NodeRequest): Promise<void> | undefined {
  const refused = refuseForeignPage(service, request);
  if (refused) return sendAnswer(request.response, Promise.resolve(refused));
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
    : placedServer().then(({ servePlaced }) => servePlaced(placed, request));
}

/** The answer itself for a request for a namespace that cannot be. */
function locate({ namespaces }: Service, { target, method }: NodeRequest): Place | HttpAnswer {
  try {
    return namespaces.locate(target, method, isUse);
  } catch (error) {
    if (!(error instanceof NamespaceError)) throw error;
    return notLetIn(error);
  }
}
