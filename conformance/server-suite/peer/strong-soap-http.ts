import { NIL } from '../../soap-client/index.js';
import { type Exchange, type Exchanged, NoAnswerError } from '../server-under-test.js';
import { insteadOfSoap } from './instead-of-soap.js';
import { readTree } from './read-reply.js';

/** The callback of a request of strong-soap. */
type HttpCallback = (
  error: Error | null,
  response?: { headers: Headers; statusCode: number },
  body?: string,
) => void;

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** An envelope as strong-soap wrote it, with nil members of lists, for which it has no spelling, as the schema has them. */
const spellNil = (envelope: string): string =>
  envelope.replaceAll(new RegExp(`<(\\w+)>${NIL}</\\1>`, 'g'), `<$1 xmlns:xsi="${XSI}" xsi:nil="true"/>`);

/** Passed through strong-soap with a call, to receive its exchange. */
export interface Carried {
  exchanged?: Exchanged;
}

// Two schemas is what the service has; a description that imports without end must come to one.
const MOST_DOCUMENTS = 50;

/**
 * The HTTP side of strong-soap, by an exchange. Its own one closes every connection, which makes every second call on a
 * pooled socket fail. Replies are kept from it: it takes blanks off texts, makes the same of an empty text and of none,
 * and one value of a list of one.
 */
export class StrongSoapHttp {
  /** Read by strong-soap: requests without blanks between elements. */
  readonly options = { prettyPrint: false };
  readonly #exchange: Exchange;
  #documents = 0;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /**
   * The text of a description, or of what it imports. strong-soap ends the process, out of anybody's reach, when it meets
   * what is no XML, and so never does.
   * @throws NoAnswerError
   */
  async read(url: string): Promise<string> {
    if (++this.#documents > MOST_DOCUMENTS)
      throw new NoAnswerError('too-large', `imports more than ${MOST_DOCUMENTS} documents`);
    const reply = await this.#exchange({ method: 'GET', url, headers: {} });
    const { status, body } = reply;
    const other = insteadOfSoap(reply, url);
    const isElsewhere = (status >= 300 && status < 400) || status === 401;
    if (status !== 200)
      throw new NoAnswerError('undescribed', `has ${(isElsewhere && other) || `status ${status}`} at ${url}`);
    try {
      readTree(body);
    } catch (error) {
      throw other === undefined ? error : new NoAnswerError('bad-xml', `has ${other} at ${url}`);
    }
    return new TextDecoder().decode(body);
  }

  /** As strong-soap calls it: without data it wants a document, with data it brings along what a call carries. */
  request(
    url: string,
    data: string | null,
    callback: HttpCallback,
    headers: Record<string, string>,
    options?: { readonly carried: Carried },
  ): object {
    const body =
      data === null || options === undefined
        ? this.read(url)
        : this.#call(url, data, headers, options.carried);
    body
      .then((text) => callback(null, { headers: new Headers(), statusCode: 200 }, text))
      // Also catches errors of strong-soap itself.
      .catch((error: unknown) => callback(error instanceof Error ? error : new Error(String(error))));
    return { headers };
  }

  async #call(url: string, data: string, headers: Record<string, string>, carried: Carried): Promise<string> {
    const body = new TextEncoder().encode(spellNil(data));
    const request = { method: 'POST', url, headers, body } as const;
    carried.exchanged = { request, reply: await this.#exchange(request) };
    return '<read/>';
  }
}
