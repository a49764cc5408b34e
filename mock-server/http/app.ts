import express, { type Express } from 'express';
import { answerFailure } from '../serving/answer-request.js';
import { refuseForeignPage } from '../serving/foreign-page.js';
import { place } from '../serving/place.js';
import type { Service } from '../serving/service.js';
import { controlServer } from './control-server.js';
import { NodeRequest } from './node-request.js';
import { sendAnswer } from './send-answer.js';
import { servePlaced } from './serve-placed.js';

/** The whole service as one Express app, to be mounted or tested: whoever comes is answered. */
export function createServiceApp(service: Service): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const controlled = controlServer(service);
  app.use(async (incoming, response) => {
    const request = new NodeRequest(incoming, response);
    try {
      if (controlled(request)) return;
      const refused = refuseForeignPage(service, request);
      if (refused) await sendAnswer(response, Promise.resolve(refused));
      else await servePlaced(place(service, request), request);
    } catch (error) {
      const failure = answerFailure(service, request, error);
      if (response.headersSent) response.destroy();
      else await sendAnswer(response, Promise.resolve(failure));
    }
  });
  return app;
}
