import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { CutOff } from '../edge-cases/index.js';
import type { Deliver, Fate, HttpResponse, Service } from '../http/index.js';
import { cut } from './cut.js';
import type { NodeRequest } from './node-request.js';
import { readOn } from './read-on.js';
import { sendBytes } from './send-bytes.js';
import { afterJobs } from './turn.js';

/** Sends a response, or ends the connection instead, and reports how it ended. */
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

/** @throws any error except CutOff */
function cutOff(response: ServerResponse, error: unknown): Promise<void> {
  if (!(error instanceof CutOff)) throw error;
  return cut(response, error.how);
}

/** Returns no promise for a response that is sent whole. */
function send(response: ServerResponse, answer: HttpResponse): Promise<void> | undefined {
  if (response.destroyed) {
    answer.over('unsent');
    return undefined;
  }
  const { status, headers, body } = answer;
  readOn(response);
  response.writeHead(status, [...headers]);
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return sendPieces(response, answer, body);
  response.end(typeof body === 'string' ? framed(response, body) : body);
  answer.over('sent');
  return undefined;
}

/**
 * A body with the frame of its only chunk (RFC 9112, section 7.1), so that Node writes it with the head as one text. As
 * five pieces, it takes 1.4 times the processor time of a call. Middleware that replaced `end` wants the body itself.
 */
function framed(response: ServerResponse, body: string): string {
  if (body === '' || !response.chunkedEncoding || Object.hasOwn(response, 'end')) return body;
  response.chunkedEncoding = false;
  return `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`;
}

async function sendPieces(
  response: ServerResponse,
  { headFirst, over }: HttpResponse,
  body: AsyncIterable<Uint8Array>,
): Promise<void> {
  // The client must see the head even if no byte of the body follows.
  if (headFirst) response.flushHeaders();
  over(await sendBody(response, body));
}

async function sendBody(response: ServerResponse, body: AsyncIterable<Uint8Array>): Promise<Fate> {
  try {
    if (!(await sendBytes(response, body))) return 'cut';
  } catch (error) {
    // The client disconnected.
    if (response.destroyed) return 'cut';
    if (!(error instanceof CutOff)) {
      // The client must see that bytes are missing.
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
 * Ends a request whose response could not be sent: with status 500, or, after its head, by ending the connection. The
 * error is logged and not thrown: it would end the process.
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
