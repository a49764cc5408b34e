import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Express } from 'express';
import { NamespaceError } from '../namespaces/namespaces.js';
import { controlServer } from './control-server.js';
import { enter } from './place.js';
import type { Service } from './service.js';
import { ENDPOINTS, pathOf, serveEndpoint } from './soap-endpoint.js';

/** A client that neither sends nor reads for so long is cut off, in milliseconds. */
const IDLE_LIMIT = 120_000;

/**
 * An HTTP server that answers SOAP itself and passes everything else to the Express app: a route of Express halves
 * the rate of calls. Express is loaded on the first request that needs it, so that a start costs less.
 */
export function createListener(service: Service): Server {
  let app: Promise<Express> | undefined;
  const loadApp = (): Promise<Express> => {
    app ??= import('./app.js').then(({ createServiceApp }) => createServiceApp(service));
    return app;
  };
  const controlled = controlServer(service);
  const server = createServer((request, response) => {
    if (controlled(request, response)) return;
    try {
      enter(service, request);
    } catch (error) {
      notLetIn(response, error);
      return;
    }
    const version = ENDPOINTS.get(pathOf(request.url ?? '/'));
    if (version !== undefined) serveEndpoint(service, request, response, version);
    else
      loadApp().then(
        (serve) => serve(request, response),
        (error) => failed(service, request, response, error),
      );
  });
  // A large upload over a slow line may take hours; what must not happen is a silent connection.
  server.requestTimeout = 0;
  server.timeout = IDLE_LIMIT;
  server.keepAliveTimeout = 75_000;
  return server;
}

/** A request for a namespace that cannot be. */
function notLetIn(response: ServerResponse, error: unknown): void {
  if (!(error instanceof NamespaceError)) throw error;
  const body = `${error.message}\n`;
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(error.status, headers).end(body);
}

function failed(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  failure: unknown,
): void {
  service.log({
    what: `${request.method} ${pathOf(request.url ?? '/')}`,
    result: '500',
    ms: 0,
    warnings: [],
    failure,
  });
  response.writeHead(500, { 'Content-Length': 0 }).end();
}
