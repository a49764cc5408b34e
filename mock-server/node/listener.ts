import { createServer, type Server } from 'node:http';
import { type Service, serveRequest } from '../http/index.js';
import { CLIENT_TIMEOUT, timeoutOptions } from './client-timeouts.js';
import { NodeRequest } from './node-request.js';
import { refuseRequests, refuseWithoutHost } from './refused-requests.js';
import { sendTo } from './send-response.js';

/**
 * An HTTP server for a service.
 * @param clientTimeoutMs timeout of clients that neither send nor read
 */
export function createListener(service: Service, clientTimeoutMs = CLIENT_TIMEOUT): Server {
  // Node would refuse a request without Host itself, without log and journal.
  const options = { ...timeoutOptions(clientTimeoutMs), requireHostHeader: false };
  const server = createServer(options, (incoming, response) => {
    const request = new NodeRequest(incoming, response);
    timeouts.began(request);
    if (!refuseWithoutHost(service, request)) serveRequest(service, request, sendTo(service, request));
  });
  const timeouts = refuseRequests(server, service, clientTimeoutMs);
  return server;
}
