import strongSoap, { type Wsdl } from 'strong-soap';
import { Failure, UnreadableReply } from './failure.js';
import type { HttpCallback } from './soap-http.js';
import { childOf, readXml, type XmlElement } from './xml-element.js';

const WSDL = 'http://schemas.xmlsoap.org/wsdl/';
const SOAP_BINDING = 'http://schemas.xmlsoap.org/wsdl/soap/';

/** What a service says of itself. */
export interface Description {
  readonly wsdl: Wsdl;
  /** Address of the endpoint. */
  readonly soap: string;
}

/** What fetches documents: as texts, and as strong-soap asks for them. */
export interface DocumentHttp {
  read(url: string): Promise<string>;
  request(url: string, data: null, callback: HttpCallback, headers: Record<string, string>): object;
}

/** What was read already, by its text without the address it came from: reading one takes half a second. */
const known = new Map<string, Promise<Wsdl>>();

/**
 * Reads a service description with its schemas.
 * @param given the endpoint, where it is known: to find it in a description takes longer than an upload
 * @throws Failure
 */
export async function readDescription(
  address: string,
  http: DocumentHttp,
  given?: string | undefined,
  signal?: AbortSignal | undefined,
): Promise<Description> {
  const text = await http.read(address);
  const soap = given ?? endpointIn(text, address);
  const key = text.replaceAll(address.replace(/\?.*$/s, ''), '');
  for (;;) {
    const earlier = known.get(key);
    const reading = earlier ?? open(address, http);
    known.set(key, reading);
    try {
      return { wsdl: await reading, soap };
    } catch (error) {
      if (known.get(key) === reading) known.delete(key);
      // Somebody else read it, and gave up: that is no reason to give up here.
      const isOurs = earlier === undefined || signal?.aborted;
      if (isOurs || !(error instanceof Failure && error.kind === 'aborted')) throw error;
    }
  }
}

/** Where the description says that the service is. */
function endpointIn(text: string, address: string): string {
  const location = childOnWay(rootOf(text, address), [
    ['service', WSDL],
    ['port', WSDL],
    ['address', SOAP_BINDING],
  ])?.attributes.get('location');
  if (location !== undefined) return location;
  throw new UnreadableReply(`${address} is no service description: it does not say where the service is`);
}

function rootOf(text: string, address: string): XmlElement {
  try {
    return readXml(text);
  } catch (error) {
    throw unreadable(address, error);
  }
}

/** What strong-soap fails with is of many kinds; what comes from here is a failure already. */
function unreadable(address: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const why = error instanceof Error ? error.message.trim() : String(error);
  return new UnreadableReply(`${address} is no service description: ${why}`, undefined, { cause: error });
}

const childOnWay = (
  root: XmlElement,
  way: readonly (readonly [name: string, namespace: string])[],
): XmlElement | undefined =>
  way.reduce<XmlElement | undefined>((at, [name, namespace]) => at && childOf(at, name, namespace), root);

function open(address: string, http: DocumentHttp): Promise<Wsdl> {
  return new Promise((resolve, reject) => {
    strongSoap.soap.WSDL.open(address, { httpClient: http }, (error, wsdl) =>
      error ? reject(unreadable(address, error)) : resolve(wsdl),
    );
  });
}
