import { decodeXml } from './decode.js';
import { Failure, failureOf } from './failure.js';
import { plainSpelling } from './plain-spelling.js';

type Callback = (
  error: Error | null,
  response?: { headers: Headers; statusCode: number },
  body?: string,
) => void;

/** When to give up waiting for a reply, in milliseconds. */
const PATIENCE = 60_000;

/**
 * The HTTP side of strong-soap, by fetch. Its own one closes every connection, which makes every second call on a
 * pooled socket fail, decodes every reply as UTF-8, and hands over whatever came.
 */
export class SoapHttp {
  /** Read by strong-soap: requests without blanks between elements. */
  readonly options = { prettyPrint: false };

  readonly #signal: AbortSignal | undefined;

  /** @param signal gives up whatever is under way */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** The text of a document, such as a description. @throws Failure */
  async read(url: string): Promise<string> {
    const [response, text] = await this.#fetch(url, {});
    if (response.status !== 200) throw new Failure('unreadable', `${url} answered ${response.status}`);
    return text;
  }

  /** As strong-soap calls it: without data it wants a description. */
  request(url: string, data: string | null, callback: Callback, headers: Record<string, string>): object {
    const exchange = data === null ? this.#fetch(url, {}) : this.#post(url, data, headers);
    exchange.then(
      ([response, body]) => callback(null, { headers: response.headers, statusCode: response.status }, body),
      (error: unknown) => callback(failureOf(error)),
    );
    return { headers };
  }

  async #post(url: string, data: string, headers: Record<string, string>): Promise<[Response, string]> {
    const [response, body] = await this.#fetch(url, { method: 'POST', body: data, headers });
    if (response.status !== 200 && !isFault(body))
      throw new Failure('unreadable', `${url} answered ${response.status} ${response.statusText}`);
    return [response, body];
  }

  async #fetch(url: string, init: RequestInit): Promise<[Response, string]> {
    const timeout = AbortSignal.timeout(PATIENCE);
    const signal = this.#signal ? AbortSignal.any([this.#signal, timeout]) : timeout;
    const response = await fetch(url, { ...init, signal });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return [response, readable(bytes, response, init.method === 'POST')];
  }
}

/** A description stays as it is. What is no SOAP is a failure, with the status if that says why. */
function readable(bytes: Uint8Array, response: Response, isReply: boolean): string {
  try {
    const text = decodeXml(bytes, response.headers.get('content-type') ?? '');
    if (!isReply) return text;
    const plain = plainSpelling(text);
    if (/^<soap:Envelope[^>]*><soap:Body/.test(plain)) return plain;
    throw new Error('it has no envelope');
  } catch (error) {
    const status = response.status === 200 ? '' : ` with status ${response.status}`;
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('unreadable', `${response.url} answered${status} what is no SOAP: ${why}`);
  }
}

const isFault = (plain: string): boolean => /^<soap:Envelope[^>]*><soap:Body[^>]*><soap:Fault/.test(plain);
