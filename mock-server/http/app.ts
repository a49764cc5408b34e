import express, { type ErrorRequestHandler, type Express } from 'express';
import { NamespaceError } from '../namespaces/namespaces.js';
import { controlServer } from './control-server.js';
import { escapeHtml, frontPage, htmlPage } from './pages.js';
import { baseOf, enter, namespaceOf } from './place.js';
import type { Service } from './service.js';
import { ENDPOINTS, serveEndpoint } from './soap-endpoint.js';
import { toolPage } from './tools.js';
import { transferRouter } from './transfer.js';

/** The whole service as one Express app: SOAP endpoints, upload form, downloads and pages. */
export function createServiceApp(service: Service): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const controlled = controlServer(service);
  app.use((request, response, next) => {
    if (controlled(request, response)) return;
    enter(service, request);
    next();
  });
  for (const [path, version] of ENDPOINTS)
    app.all(path, (request, response) => serveEndpoint(service, request, response, version));
  app.get('/', (request, response) => {
    response.type('html').send(frontPage(baseOf(namespaceOf(service, request), request, service.address)));
  });
  // Before the files: the name of a program can look like the code of a file.
  app.get(
    '/tools/:name/:platform',
    toolPage((request) => namespaceOf(service, request).world),
  );
  app.use(
    transferRouter({
      namespace: (request) => namespaceOf(service, request),
      publicBase: (request) => baseOf(namespaceOf(service, request), request, service.address),
      log: service.log,
    }),
  );
  app.use((_request, response) => {
    response
      .status(404)
      .type('html')
      .send(htmlPage('404 Not Found', '<p>There is nothing at this address.</p>'));
  });
  app.use(reportFailure(service));
  return app;
}

/** Express takes a function for an error handler by its four parameters. */
const reportFailure =
  (service: Service): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    const status = error instanceof NamespaceError ? error.status : badRequest(error) ? 400 : 500;
    const what = `${request.method} ${request.path}`;
    service.log({
      what,
      result: String(status),
      ms: 0,
      warnings: [],
      failure: status === 500 ? error : undefined,
    });
    if (response.headersSent) response.destroy();
    else
      response
        .status(status)
        .type('html')
        .send(htmlPage(String(status), `<p>${escapeHtml(explain(error))}</p>`));
  };

const explain = (error: unknown): string =>
  error instanceof NamespaceError ? `${error.message}.` : 'The request could not be answered.';

/** Express marks what the client got wrong, such as a path with broken escapes, with a status of its own. */
const badRequest = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;
