import { OPERATIONS, type OperationName, SERVICE_NAMESPACE, type Version } from '../../wsdl/contract.js';
import { insteadOfSoap } from '../server-suite/peer/instead-of-soap.js';
import {
  type CallOutcome,
  type Exchanged,
  type HttpReply,
  NoAnswerError,
  type SoapFault,
} from '../server-suite/server-under-test.js';
import { type Element, readTree } from './read-tree.js';
import { checkBare, readValue } from './read-value.js';

export const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';

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
  const payload = payloadOf(readTree(body), status);
  if (isFault(payload)) return { fault: faultOf(payload) };
  const complaints: string[] = [];
  const complain = (complaint: string): void => void complaints.push(complaint);
  const wrapper = `${name}Response`;
  if (payload.name !== wrapper) throw noSoap(`${payload.name} in place of ${wrapper}`);
  if (payload.namespace !== SERVICE_NAMESPACE)
    complain(`${wrapper} is in ${payload.namespace || 'no namespace'}, not in ${SERVICE_NAMESPACE}`);
  const value = resultOf(payload, name, version, complain);
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
    const payload = payloadOf(readTree(body), status);
    return isFault(payload) ? faultOf(payload) : undefined;
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined;
    throw error;
  }
}

const isFault = ({ namespace, name }: Element): boolean => namespace === SOAP_NAMESPACE && name === 'Fault';

function payloadOf(envelope: Element, status: number): Element {
  if (envelope.name !== 'Envelope' || envelope.namespace !== SOAP_NAMESPACE)
    throw noSoap(`status ${status} and ${envelope.name}, which is no SOAP 1.1 envelope`);
  const body = envelope.children.find((child) => child.name === 'Body' && child.namespace === SOAP_NAMESPACE);
  const [payload] = body?.children ?? [];
  if (!payload) throw noSoap('an envelope without a body, or with an empty one');
  return payload;
}

function resultOf(
  payload: Element,
  name: OperationName,
  version: Version,
  complain: (complaint: string) => void,
): unknown {
  const { returns } = OPERATIONS[name];
  const [result, ...more] = payload.children;
  if (returns === null) {
    if (result) complain(`${payload.name} is not empty, although ${name} returns nothing`);
    return undefined;
  }
  if (result?.name !== 'return')
    throw noSoap(`${payload.name} without return${result ? `, but with ${result.name}` : ''}`);
  if (more.length > 0) complain(`${payload.name} holds more than one element`);
  checkBare(result, 'return', complain);
  return readValue(result, returns, version, 'return', complain);
}

function faultOf(fault: Element): SoapFault {
  const textOf = (name: string): string | undefined =>
    fault.children.find((child) => child.name === name && child.namespace === '')?.text;
  const code = textOf('faultcode');
  if (code === undefined) throw noSoap('a fault without a faultcode');
  const detail = fault.children.find(({ name }) => name === 'detail');
  const bean = detail?.children.find(
    ({ namespace, name }) => namespace === SERVICE_NAMESPACE && name === 'ApiException',
  );
  return {
    code: code.replace(/^.*:/s, '').trim(),
    text: textOf('faultstring') ?? '',
    exception: bean && exceptionOf(bean),
  };
}

function exceptionOf(bean: Element): NonNullable<SoapFault['exception']> {
  const texts = bean.children.map(({ name, text }) => [name, text] as const);
  const { details, exceptionClass } = Object.fromEntries(texts);
  return {
    ...(details !== undefined && { details }),
    ...(exceptionClass !== undefined && { exceptionClass }),
  };
}

const noSoap = (what: string): NoAnswerError => new NoAnswerError('no-soap', `was answered with ${what}`);
