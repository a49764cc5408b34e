import type { Express } from 'express';
import supertest, { type Test } from 'supertest';
import { EXCHANGE_LIMITS, type ExchangeLimits } from '../peer/fetch-exchange.js';
import { type Exchange, type HttpRequest, NoAnswerError } from '../server-under-test.js';

/**
 * Sends requests into an app by supertest. The app has one origin, known to it by the Host header; all
 * others are unreachable.
 * @param origin such as `http://app.test`
 */
export function supertestExchange(
  app: Express,
  origin: string,
  limits: Partial<ExchangeLimits> = {},
): Exchange {
  const { timeoutMs, maxReplyBytes } = { ...EXCHANGE_LIMITS, ...limits };
  return async (request) => {
    const url = new URL(request.url);
    if (url.origin !== origin)
      throw new NoAnswerError(
        'unreachable',
        `could not be sent: the app is at ${origin}, not at ${url.origin}`,
      );
    try {
      const { status, headers, body } = await testOf(app, url, request)
        .timeout(timeoutMs)
        .maxResponseSize(maxReplyBytes);
      return { status, headers: joined(headers), body: Buffer.isBuffer(body) ? body : new Uint8Array() };
    } catch (error) {
      throw noAnswer(error, timeoutMs, maxReplyBytes);
    }
  };
}

function testOf(app: Express, url: URL, { method, headers, body }: HttpRequest): Test {
  const agent = supertest(app);
  const path = url.pathname + url.search;
  const begin = { GET: agent.get, POST: agent.post, HEAD: agent.head }[method];
  const test = begin(path)
    .set({ ...headers, Host: url.host })
    .ok(() => true)
    // Bytes: superagent would parse a body by its media type, and serialize one that is sent.
    .responseType('blob');
  if (body) test.serialize((bytes) => bytes).send(Buffer.from(body));
  return test;
}

/** Those of a repeated header come as an array. */
const joined = (headers: Readonly<Record<string, string | string[]>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));

/** superagent reports a cut reply twice, and warns of that: its mistake. */
function noAnswer(error: unknown, timeoutMs: number, maxReplyBytes: number): NoAnswerError {
  const { code, timeout, message } = error as { code?: string; timeout?: number; message?: string };
  if (timeout !== undefined)
    return new NoAnswerError('timed-out', `was not answered within ${timeoutMs} ms`, { cause: error });
  if (code === 'ETOOLARGE')
    return new NoAnswerError('too-large', `was answered with more than ${maxReplyBytes} bytes`, {
      cause: error,
    });
  return new NoAnswerError('hung-up', `was not answered, as the connection broke: ${message}`, {
    cause: error,
  });
}
