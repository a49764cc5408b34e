import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { CutOff } from '../edge-cases/index.js';
import type { Deliver, Fate, HttpAnswer, Service } from '../http/index.js';
import { cut } from './cut.js';
import type { NodeRequest } from './node-request.js';
import { readOn } from './read-on.js';
import { sendBytes } from './send-bytes.js';
import { afterJobs } from './turn.js';

/** Sends the answer to a request, or ends the connection where that is the answer, and reports to it what became of it. */
export const sendTo =
  (service: Service, request: NodeRequest): Deliver =>
  (answer) => {
    const { response } = request;
    const failed = (error: unknown): void => failRequest(service, request, error);
    if (answer instanceof Promise)
      answer
        .then(
          (made) => send(response, made),
          (error: unknown) => cutOff(response, error),
        )
        .catch(failed);
    else
      afterJobs(() => {
        try {
          send(response, answer)?.catch(failed);
        } catch (error) {
          failed(error);
        }
      });
  };

/** @throws any error but CutOff */
function cutOff(response: ServerResponse, error: unknown): Promise<void> {
  if (!(error instanceof CutOff)) throw error;
  return cut(response, error.how);
}

/** Without a promise for an answer that goes out whole. */
function send(response: ServerResponse, answer: HttpAnswer): Promise<void> | undefined {
  if (response.destroyed) {
    answer.over('unsent');
    return undefined;
  }
  const { status, headers, body } = answer;
  readOn(response);
  response.writeHead(status, [...headers]);
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return sendPieces(response, answer, body);
  response.end(body);
  answer.over('sent');
  return undefined;
}

async function sendPieces(
  response: ServerResponse,
  { headFirst, over }: HttpAnswer,
  body: AsyncIterable<Uint8Array>,
): Promise<void> {
  // The head is to be seen even if no byte of the body will be.
  if (headFirst) response.flushHeaders();
  over(await sendBody(response, body));
}

async function sendBody(response: ServerResponse, body: AsyncIterable<Uint8Array>): Promise<Fate> {
  try {
    if (!(await sendBytes(response, body))) return 'cut';
  } catch (error) {
    // The client has gone.
    if (response.destroyed) return 'cut';
    if (!(error instanceof CutOff)) {
      // The client is to see that some bytes are missing.
      response.destroy();
      return { failure: error };
    }
    await cut(response, error.how);
    return 'cut';
  }
  response.end();
  return finished(response).then(
    () => 'sent',
    () => 'cut',
  );
}

/**
 * Ends a request whose answer could not be sent: with status 500, or with the connection where the response has begun
 * already. The error goes to the log, and never any further: it would end the process.
 */
function failRequest(service: Service, { method, target, response }: NodeRequest, failure: unknown): void {
  const what = `${method} ${target.replace(/\?.*/s, '')}`;
  service.log({ what, result: '500', ms: 0, warnings: [], failure });
  if (response.headersSent || response.destroyed) response.destroy();
  else {
    readOn(response);
    response.writeHead(500, ['Content-Length', '0']).end();
  }
}
