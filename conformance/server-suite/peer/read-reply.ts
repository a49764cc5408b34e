import { OPERATIONS, type OperationName, SERVICE_NAMESPACE, type Version } from '../../../wsdl/contract.js';
import {
  contentOf,
  faultIn,
  isFault,
  isRead,
  type Reading,
  readValue,
  readXml,
  type SoapFault,
  ValueError,
  type XmlElement,
  XmlError,
} from '../../soap-client/index.js';
import { type CallOutcome, type Exchanged, type HttpReply, NoAnswerError } from '../server-under-test.js';
import { insteadOfSoap } from './instead-of-soap.js';

/**
 * Reads the reply to a call, or the fault. Where a reply is not written as the description has it, although clients may
 * understand it, there are complaints.
 * @param url where it came from, which a redirect may be relative to
 * @throws NoAnswerError when it is neither
 */
export function readReply(reply: HttpReply, name: OperationName, version: Version, url = ''): CallOutcome {
  const { status, body } = reply;
  const other = insteadOfSoap(reply, url);
  if (other !== undefined) throw noSoap(other);
  const content = contentIn(readTree(body), status);
  if (isFault(content)) return { fault: faultOf(content) };
  const complaints: string[] = [];
  const wrapper = `${name}Response`;
  if (content.name !== wrapper) throw noSoap(`${content.name} in place of ${wrapper}`);
  if (content.namespace !== SERVICE_NAMESPACE)
    complaints.push(`${wrapper} is in ${content.namespace || 'no namespace'}, not in ${SERVICE_NAMESPACE}`);
  const complain = (path: string, how: string): void => void complaints.push(`${path} ${how}`);
  const value = resultOf(content, name, { version, complain, readsQualified: true });
  return { value, complaints };
}

/**
 * What a call came to, by what went over the wire.
 * @throws NoAnswerError with that, when it is neither a reply nor a fault
 */
export function outcomeOf(exchanged: Exchanged, name: OperationName, version: Version): CallOutcome {
  try {
    return { ...readReply(exchanged.reply, name, version, exchanged.request.url), exchanged };
  } catch (error) {
    if (error instanceof NoAnswerError) error.exchanged = exchanged;
    throw error;
  }
}

/** The fault that an HTTP reply holds, if it holds one that can be read. */
export function readFault({ status, body }: HttpReply): SoapFault | undefined {
  try {
    const content = contentIn(readTree(body), status);
    return isFault(content) ? faultOf(content) : undefined;
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined;
    throw error;
  }
}

/**
 * Reads XML in UTF-8, as the service writes nothing else.
 * @throws NoAnswerError `bad-xml`
 */
export function readTree(bytes: Uint8Array): XmlElement {
  try {
    return readXml(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const what =
      error instanceof XmlError ? `XML that cannot be read: ${error.message}` : 'bytes that are no UTF-8';
    throw new NoAnswerError('bad-xml', `was answered with ${what}`, { cause: error });
  }
}

function contentIn(root: XmlElement, status: number): XmlElement {
  try {
    return contentOf(root);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw noSoap(`status ${status}, and ${error.message}`);
  }
}

function resultOf(content: XmlElement, name: OperationName, reading: Reading): unknown {
  const { returns } = OPERATIONS[name];
  const [result, ...more] = content.children;
  if (returns === null) {
    if (result) reading.complain(content.name, `is not empty, although ${name} returns nothing`, 'other');
    return undefined;
  }
  if (result?.name !== 'return')
    throw noSoap(`${content.name} without return${result ? `, but with ${result.name}` : ''}`);
  if (more.length > 0) reading.complain(content.name, 'holds more than one element', 'other');
  isRead(result, 'return', reading);
  try {
    return readValue(result, returns, 'return', reading);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new NoAnswerError('bad-value', `was answered with a value that cannot be read: ${error.message}`);
  }
}

function faultOf(fault: XmlElement): SoapFault {
  const read = faultIn(fault);
  if (read.code === '') throw noSoap('a fault without a faultcode');
  return read;
}

const noSoap = (what: string): NoAnswerError => new NoAnswerError('no-soap', `was answered with ${what}`);
