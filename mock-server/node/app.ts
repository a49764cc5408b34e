import { createRequire } from 'node:module';
import type express from 'express';
import type { Express } from 'express';
import { type Service, serveRequest } from '../http/index.js';
import { NodeRequest } from './node-request.js';
import { sendTo } from './send-response.js';

// Loaded with the first app: it takes 150 modules, and a server with a port takes none of them.
const loadExpress = () => (createRequire(import.meta.url)('express') as typeof express)();

/** The whole service as one Express app, to be mounted or tested. It serves every request. */
export function createServiceApp(service: Service): Express {
  const app = loadExpress();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((incoming, response) => {
    const request = new NodeRequest(incoming, response);
    serveRequest(service, request, sendTo(service, request));
  });
  return app;
}
