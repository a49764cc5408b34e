import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { CutOff } from '../edge-cases/index.js';
import type { Fate, HttpAnswer } from '../serving/answer.js';
import { cut } from './cut.js';
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
