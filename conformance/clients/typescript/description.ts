import { type Description, readDescription, readXml, XmlError } from '../../soap-client/index.js';
import { UnreadableReply } from './failure.js';
import type { SoapHttp } from './soap-http.js';

/** What a description contains. */
export interface Described {
  readonly operations: ReadonlySet<string>;
  /** Address of the endpoint. */
  readonly soap: string;
}

/**
 * Reads a service description.
 * @param target `soap`: the endpoint, in place of the one that the description names
 * @throws Failure
 */
export async function readService(
  { wsdl, soap }: { readonly wsdl: string; readonly soap?: string | undefined },
  http: SoapHttp,
  signal: AbortSignal | undefined,
): Promise<Described> {
  const { addresses, operations } = describedIn(await http.read(wsdl, signal), wsdl);
  const endpoint = soap ?? addresses[0]?.replaceAll(HERE, placeOf(wsdl));
  if (endpoint !== undefined) return { operations, soap: endpoint };
  throw new UnreadableReply(`${wsdl} is no service description: it names no address of the service`);
}

/** Placeholder for the address of a description, which its text repeats. */
const HERE = 'urn:here';

const placeOf = (address: string): string => address.replace(/[?#].*$/s, '');

/** The last description: to read one takes longer than a call, and most clients of a process read the same. */
let known: { readonly text: string; readonly description: Description } | undefined;

function describedIn(sent: string, address: string): Description {
  const text = sent.replaceAll(placeOf(address), HERE);
  if (known?.text === text) return known.description;
  try {
    const description = readDescription(readXml(text));
    if (!description) throw new XmlError('it has no definitions');
    known = { text, description };
    return description;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new UnreadableReply(`${address} is no service description: ${error.message}`, undefined, {
      cause: error,
    });
  }
}
