import { contentOf, decodeXml, isFault, readXml, type XmlElement } from '../../soap-client/index.js';
import { UnreadableReply } from './failure.js';
import { overWire, type Wire } from './wire.js';

const HEADERS = { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' };

/** Carries documents and calls by fetch. */
export class SoapHttp {
  readonly #wire: Wire;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** The text of a document, such as a description. @throws Failure */
  async read(url: string, signal: AbortSignal | undefined): Promise<string> {
    const [response, bytes] = await this.#fetch(url, {}, signal);
    if (response.status !== 200)
      throw new UnreadableReply(`${url} answered ${response.status}`, response.status);
    return textIn(bytes, response);
  }

  /** Sends an envelope. @returns the content of the Body of the answer: a reply or a Fault @throws Failure */
  async call(url: string, envelope: string, signal: AbortSignal | undefined): Promise<XmlElement> {
    const init = { method: 'POST', body: envelope, headers: HEADERS };
    const [response, bytes] = await this.#fetch(url, init, signal);
    return readReply(bytes, response);
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

/** The content of a Body. Anything but SOAP is a failure, which has the status. */
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

const textIn = (bytes: Uint8Array, response: Response): string =>
  decodeXml(bytes, response.headers.get('content-type') ?? '');
