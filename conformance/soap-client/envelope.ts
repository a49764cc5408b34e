import { SERVICE_NAMESPACE } from '../../wsdl/contract.js';
import { childOf, type XmlElement, XmlError } from './xml-tree.js';

/** The namespace of SOAP 1.1 envelopes. */
export const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** A fault as it was answered. */
export interface SoapFault {
  /** Local part of the faultcode: `Server`, `Client`, `MustUnderstand`, `VersionMismatch`; empty without one. */
  readonly code: string;
  /** The faultstring. */
  readonly text: string;
  /** The declared detail, if there is one. */
  readonly exception?: { readonly details?: string; readonly exceptionClass?: string } | undefined;
}

/** What the Body of an envelope holds: a reply or a Fault. @throws XmlError when there is none */
export function contentOf(root: XmlElement): XmlElement {
  if (root.name !== 'Envelope' || root.namespace !== SOAP_NAMESPACE)
    throw new XmlError(`${root.name} is no SOAP 1.1 envelope`);
  const content = childOf(root, 'Body', SOAP_NAMESPACE)?.children[0];
  if (!content) throw new XmlError('the envelope has no Body, or an empty one');
  return content;
}

/** Whether the content of a Body is a SOAP Fault. */
export const isFault = ({ name, namespace }: XmlElement): boolean =>
  name === 'Fault' && namespace === SOAP_NAMESPACE;

/** The parts of a Fault are in no namespace, but for the exception in its detail (wsdl). */
export function faultIn(fault: XmlElement): SoapFault {
  const code = childOf(fault, 'faultcode')?.text ?? '';
  const detail = childOf(fault, 'detail');
  const exception = detail && childOf(detail, 'ApiException', SERVICE_NAMESPACE);
  return {
    code: code.replace(/^.*:/s, '').trim(),
    text: childOf(fault, 'faultstring')?.text ?? '',
    exception: exception && exceptionIn(exception),
  };
}

function exceptionIn(exception: XmlElement): NonNullable<SoapFault['exception']> {
  const details = childOf(exception, 'details')?.text;
  const exceptionClass = childOf(exception, 'exceptionClass')?.text;
  return {
    ...(details !== undefined && { details }),
    ...(exceptionClass !== undefined && { exceptionClass }),
  };
}
