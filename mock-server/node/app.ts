import express, { type Express } from 'express';
import { type Service, serveRequest } from '../http/index.js';
import { NodeRequest } from './node-request.js';
import { sendTo } from './send-response.js';

/** The whole service as one Express app, to be mounted or tested. It serves every request. */
export function createServiceApp(service: Service): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((incoming, response) => {
    const request = new NodeRequest(incoming, response);
    serveRequest(service, request, sendTo(service, request));
  });
  return app;
}
