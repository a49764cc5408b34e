import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { CutOff } from '../edge-cases/index.js';
import type { Fate, HttpAnswer } from '../serving/answer.js';
import { pathOf } from '../serving/endpoints.js';
import type { Service } from '../serving/service.js';
import { isStorageFailure } from '../storage/errors.js';
import { cut } from './cut.js';
import type { NodeRequest } from './node-request.js';
import { readOn } from './read-on.js';
import { sendBytes } from './send-bytes.js';

/** Sends what is to be answered, or ends the connection where that is the answer. Tells the answer what became of it. */
export async function sendAnswer(response: ServerResponse, answer: Promise<HttpAnswer>): Promise<void> {
  let made: HttpAnswer;
  try {
    made = await answer;
  } catch (error) {
    if (!(error instanceof CutOff)) throw error;
    return cut(response, error.how);
  }
  await sendHead(response, made);
}

async function sendHead(response: ServerResponse, answer: HttpAnswer): Promise<void> {
  if (response.destroyed) return answer.over('unsent');
  const { status, headers, body } = answer;
  readOn(response);
  response.writeHead(status, [...headers]);
  if (typeof body === 'string' || body instanceof Uint8Array) {
    response.end(body);
    return answer.over('sent');
  }
  // The head is to be seen even if no byte of the body will be.
  if (answer.headFirst) response.flushHeaders();
  answer.over(await sendBody(response, body));
}

async function sendBody(response: ServerResponse, body: AsyncIterable<Uint8Array>): Promise<Fate> {
  try {
    if (!(await sendBytes(response, body))) return 'cut';
  } catch (error) {
    // Whoever should have read it went away.
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
 * Ends a request that an error of this server has stopped: with status 500, or 503 when the same request may succeed later,
 * or with the connection where the response has begun already. The error goes to the log, and never any further: it would
 * end the process.
 */
export function failRequest(
  service: Service,
  { method, target, response }: NodeRequest,
  failure: unknown,
): void {
  const [status, text] = isStorageFailure(failure) ? [503, `${failure.message}\n`] : [500, ''];
  service.log({ what: `${method} ${pathOf(target)}`, result: String(status), ms: 0, warnings: [], failure });
  if (response.headersSent || response.destroyed) response.destroy();
  else {
    readOn(response);
    const type = ['Content-Type', 'text/plain; charset=utf-8'];
    response.writeHead(status, [...type, 'Content-Length', String(Buffer.byteLength(text))]).end(text);
  }
}
