import { strictTable } from '../../../mock-server/schemas/input-schemas.js';
import { atLeast, checkArguments, ms } from '../../option-schemas.js';
import { type Exchange, type HttpReply, NoAnswerError } from '../server-under-test.js';

const LIMITS = {
  /** Milliseconds until the end of the reply. Default: 30,000. */
  timeoutMs: ms(1),
  /** Largest body of a reply, in bytes. Default: 32 MiB. */
  maxReplyBytes: atLeast(1),
};

/** Limits for the replies of a server that is not trusted. */
export type ExchangeLimits = { readonly [Name in keyof typeof LIMITS]: number };

/** The limits without options. */
export const EXCHANGE_LIMITS: ExchangeLimits = { timeoutMs: 30_000, maxReplyBytes: 32 * 1024 * 1024 };

/** Sends requests with `fetch`: over sockets, or to an interceptor. */
export function fetchExchange(limits: Partial<ExchangeLimits> = {}): Exchange {
  checkArguments('fetchExchange', { limits }, { limits: strictTable(LIMITS) });
  const { timeoutMs, maxReplyBytes } = { ...EXCHANGE_LIMITS, ...limits };
  return async ({ method, url, headers, body }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, {
        method,
        headers,
        body: body ?? null,
        redirect: 'manual',
        signal,
      });
      return await replyOf(response, maxReplyBytes);
    } catch (error) {
      if (error instanceof NoAnswerError) throw error;
      throw noAnswer(error, url, signal, timeoutMs);
    }
  };
}

async function replyOf(response: Response, most: number): Promise<HttpReply> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the stream, and so ends the connection.
    if (size > most)
      throw new NoAnswerError(
        'too-large',
        `was answered with more than ${most} bytes, and the rest was not read`,
      );
    chunks.push(chunk);
  }
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.concat(chunks),
  };
}

const NO_TLS = /^(ERR_SSL_.*|EPROTO)$/;
const NO_HTTP = /^HPE_/;
/** Errors that mean that the server saw nothing. */
const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|.*_CERT.*|ERR_TLS.*)$/;

function noAnswer(error: unknown, url: string, signal: AbortSignal, timeoutMs: number): NoAnswerError {
  if (signal.aborted)
    return new NoAnswerError('timed-out', `was not answered within ${timeoutMs} ms`, { cause: error });
  const { code, message } = reasonOf(error);
  if (UNREACHABLE.test(code))
    return new NoAnswerError('unreachable', `could not be sent: ${message}`, { cause: error });
  const isTls = /^https:/i.test(url);
  if (isTls && NO_TLS.test(code))
    return new NoAnswerError(
      'unreachable',
      `could not be sent: ${message}: the port does not speak TLS, so begin with http://`,
      {
        cause: error,
      },
    );
  if (!isTls && NO_HTTP.test(code))
    return new NoAnswerError(
      'hung-up',
      `was answered with what is no HTTP: ${message}: the port may be one for TLS, https://`,
      {
        cause: error,
      },
    );
  return new NoAnswerError('hung-up', `was not answered, as the connection broke: ${message}`, {
    cause: error,
  });
}

/** `fetch` hides the reason in a cause, or in the errors of a cause. */
function reasonOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (error instanceof Error && error.cause !== undefined) return reasonOf(error.cause);
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const { code = '' } = error as NodeJS.ErrnoException;
  // What fetch itself refuses has no reason: of plain calls, the status 407.
  const message =
    error.message ||
    String(code) ||
    'fetch refuses it, as it does the status 407 of a proxy that wants a login';
  return { code: String(code), message: message.trim().replace(/\s+/g, ' ') };
}
