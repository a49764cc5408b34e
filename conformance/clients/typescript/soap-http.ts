import { decodeXml } from './decode.js';
import { connectionFailure, UnreadableReply } from './failure.js';
import { overWire, type Wire } from './wire.js';
import { childOf, readXml, type XmlElement } from './xml-element.js';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Stands in for a member of a list that is no value: strong-soap knows no way to say so. No text has this character. */
export const NIL = '\uFDD0';

/** An envelope as strong-soap wrote it, with what stands for no value spelt as the schema has it. */
export const spellNil = (envelope: string): string =>
  envelope.replaceAll(new RegExp(`<(\\w+)>${NIL}</\\1>`, 'g'), `<$1 xmlns:xsi="${XSI}" xsi:nil="true"/>`);

/** One call: what it is given besides the request, and what comes of it. */
export interface Exchange {
  readonly signal: AbortSignal | undefined;
  /** The child of the Body: a reply or a Fault. */
  reply?: XmlElement;
}

/** What strong-soap wants to be told of a request. */
export type HttpCallback = (
  error: Error | null,
  response?: { headers: Headers; statusCode: number },
  body?: string,
) => void;

/**
 * The HTTP side of strong-soap, by fetch. Its own one closes every connection, which makes every second call on a pooled
 * socket fail, decodes every reply as UTF-8, and hands over whatever came. Nor does strong-soap get to see replies: it
 * takes blanks off texts, makes the same of an empty text and of none, one value of a list of one, numbers of 64-bit ids,
 * and knows a Fault by its prefix. They are kept in the exchange, and read by the contract.
 */
export class SoapHttp {
  /** Read by strong-soap: requests without blanks between elements. */
  readonly options = { prettyPrint: false };
  readonly #wire: Wire;
  readonly #signal: AbortSignal | undefined;

  /** @param signal ends the reading of descriptions */
  constructor(wire: Wire, signal?: AbortSignal | undefined) {
    this.#wire = wire;
    this.#signal = signal;
  }

  /** The text of a document, such as a description. @throws Failure */
  async read(url: string): Promise<string> {
    const [response, bytes] = await this.#fetch(url, {}, this.#signal);
    if (response.status !== 200)
      throw new UnreadableReply(`${url} answered ${response.status}`, response.status);
    return textIn(bytes, response);
  }

  /** As strong-soap calls it: without data it wants a description, with data it brings the exchange of the call along. */
  request(
    url: string,
    data: string | null,
    callback: HttpCallback,
    headers: Record<string, string>,
    options?: { readonly exchange: Exchange },
  ): object {
    const body =
      data === null || options === undefined
        ? this.#wellFormed(url)
        : this.#call(url, data, headers, options.exchange);
    body.then(
      (text) => callback(null, { headers: new Headers(), statusCode: 200 }, text),
      (error: unknown) => callback(connectionFailure(error)),
    );
    return { headers };
  }

  /** strong-soap ends the process, out of anybody's reach, when a document that a description imports is no XML. */
  async #wellFormed(url: string): Promise<string> {
    const text = await this.read(url);
    try {
      readXml(text);
      return text;
    } catch (error) {
      throw new UnreadableReply(`${url} is no XML: ${error instanceof Error ? error.message : error}`);
    }
  }

  async #call(
    url: string,
    data: string,
    headers: Record<string, string>,
    exchange: Exchange,
  ): Promise<string> {
    const init = { method: 'POST', body: spellNil(data), headers };
    const [response, bytes] = await this.#fetch(url, init, exchange.signal);
    exchange.reply = readReply(bytes, response);
    return '<read/>';
  }

  #fetch(
    url: string,
    init: RequestInit,
    given: AbortSignal | undefined,
  ): Promise<readonly [Response, Uint8Array]> {
    return overWire(this.#wire, given, async (signal, stir) => {
      const response = await this.#wire.fetch(url, { ...init, signal });
      const pieces: Uint8Array[] = [];
      for await (const piece of response.body ?? []) {
        stir();
        pieces.push(piece);
      }
      return [response, Buffer.concat(pieces)] as const;
    });
  }
}

/** What the Body has. What is no SOAP is a failure, with the status if that says why. */
function readReply(bytes: Uint8Array, response: Response): XmlElement {
  try {
    const text = textIn(bytes, response);
    const root = readXml(text);
    const content = contentOf(root);
    if (response.status !== 200 && !isFault(content)) throw new Error('it is no Fault');
    return content;
  } catch (error) {
    const status = response.status === 200 ? '' : ` with status ${response.status}`;
    const why = error instanceof Error ? error.message : String(error);
    throw new UnreadableReply(`${response.url} answered${status} what is no SOAP: ${why}`, response.status);
  }
}

function contentOf(root: XmlElement): XmlElement {
  const isEnvelope = root.name === 'Envelope' && root.namespace === SOAP;
  const body = isEnvelope ? childOf(root, 'Body', SOAP) : undefined;
  const content = body?.children[0];
  if (!content) throw new Error(body ? 'its Body is empty' : 'it has no envelope');
  return content;
}

export const isFault = ({ name, namespace }: XmlElement): boolean => name === 'Fault' && namespace === SOAP;

const textIn = (bytes: Uint8Array, response: Response): string =>
  decodeXml(bytes, response.headers.get('content-type') ?? '');
