import type { FaultBean } from '../../wsdl/contract.js';
import { inJavaOrder } from './java-set.js';
import type { Limits } from './limits.js';

/** The codes of SOAP 1.1 that the service uses (RI). */
export type FaultCode = 'Client' | 'Server' | 'VersionMismatch' | 'MustUnderstand';

/** A SOAP 1.1 fault; the message is the faultstring. `detail` is the declared ApiException, written for jax3 only. */
export class SoapFault extends Error {
  readonly faultcode: FaultCode;
  readonly detail: FaultBean | undefined;

  constructor(faultcode: FaultCode, faultstring: string, detail?: FaultBean) {
    super(faultstring);
    this.name = 'SoapFault';
    this.faultcode = faultcode;
    this.detail = detail;
  }
}

/** The namespace of SOAP 1.1. Another one is a VersionMismatch. */
export const ENVELOPE_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** An element name with its namespace, '' for none. */
export interface QualifiedName {
  readonly uri: string;
  readonly local: string;
}

/** UTF-16 units of a request to quote in a fault or a warning (assumption). */
const QUOTED = 300;

/** A text of a request for a fault or a warning, cut after 300 UTF-16 units. */
export function quote(text: string): string {
  return text.length <= QUOTED ? text : `${text.slice(0, QUOTED)}...`;
}

/** The name as the service writes it: `{namespace}local`. */
export function clark(name: QualifiedName): string {
  return `{${quote(name.uri)}}${quote(name.local)}`;
}

/** The name as Java writes it: without braces when it is in no namespace. */
const javaName = (name: QualifiedName): string => (name.uri === '' ? quote(name.local) : clark(name));

/** A refusal that ends the reading: a limit is exceeded or a DOCTYPE was found. */
export class EnvelopeRefused extends SoapFault {}

const UNREADABLE = "Couldn't create SOAP message due to exception: ";

/** Whether the service found no envelope: then it does not look at the charset for its response (RI). */
export const isUnreadable = ({ message }: SoapFault): boolean => message.startsWith(UNREADABLE);

function refused(reason: string): EnvelopeRefused {
  return new EnvelopeRefused('Client', `${UNREADABLE}${reason}`);
}

function unexpectedTag(expected: string, found: QualifiedName): string {
  return `unexpected XML tag. expected: {${ENVELOPE_NAMESPACE}}${expected} but found: ${clark(found)}`;
}

/** All faults of reading a request, in the words of JAX-WS RI 2.3 (RI). Our own texts are marked. */
export const refusals = {
  unreadable: (reason: string) => new SoapFault('Client', `${UNREADABLE}${reason}`),

  malformed: (reason: string) => refusals.unreadable(`XML reader error: ${reason}`),

  badDeclaration: () => refusals.unreadable('Unable to create StAX reader or writer'),

  secondMark: () =>
    refusals.malformed(
      "com.ctc.wstx.exc.WstxUnexpectedCharException: Unexpected character '\ufeff' (code 65279 / 0xfeff) in prolog; expected '<'\n at [row,col {unknown-source}]: [1,2]",
    ),

  /** After the start of the Envelope the service reads on when it has found the operation, or looks for it (RI). */
  malformedInside: (reason: string) => new SoapFault('Server', `XML reader error: ${reason}`),

  /** Where the service asks its XML parser for the next tag, the whole fault is the parser's text (RI). */
  malformedTag: (reason: string) => new SoapFault('Server', reason),

  malformedArguments: (reason: string) =>
    new SoapFault('Server', `javax.xml.bind.UnmarshalException\n - with linked exception:\n[${reason}]`),

  /** Where its parser meets the problem when the service asks for the text (RI). */
  malformedText: (reason: string) =>
    new SoapFault(
      'Server',
      reason.replace(/^com\.ctc\.wstx\.exc\.\w+:/, '[com.ctc.wstx.exc.WstxLazyException]'),
    ),

  noEnvelope: (found: QualifiedName) => refusals.unreadable(unexpectedTag('Envelope', found)),

  missingBody: (found: QualifiedName) => new SoapFault('Server', unexpectedTag('Body', found)),

  emptyEnvelope: () =>
    new SoapFault('Server', 'unexpected XML reader state. expected: START_ELEMENT but found: END_ELEMENT'),

  /** Ours is `"..."`: the RI quotes the text, which may be a password without its element. */
  strayText: () => refusals.malformedInside('unexpected character content: "..."'),

  textForTag: (position: string) =>
    refusals.malformedTag(
      `com.ctc.wstx.exc.WstxParsingException: Received non-all-whitespace CHARACTERS or CDATA event in nextTag().${position}`,
    ),

  illegalCharsetName: (name: string) =>
    refusals.unreadable(`java.nio.charset.IllegalCharsetNameException: ${quote(name)}`),

  noBoundary: () =>
    refusals.unreadable('javax.xml.ws.WebServiceException: MIME boundary parameter not found'),

  noDelimiter: () => refusals.unreadable('org.jvnet.mimepull.MIMEParsingException: Missing start boundary'),

  unclosedPackage: () =>
    refusals.unreadable(
      'org.jvnet.mimepull.MIMEParsingException: Reached EOF, but there is no closing MIME boundary.',
    ),

  noRootPart: () =>
    refusals.unreadable(
      "java.lang.IllegalStateException: Internal Error. Didn't get Headers even after complete parsing.",
    ),

  notBase64: () => refusals.unreadable('the root part of the package is not Base64'),

  /** Ours: the RI responds with 500 and no body. */
  rootType: (type: string) =>
    refusals.unreadable(
      `the root part of the package is "${type}"; the service takes text/xml and application/xop+xml`,
    ),

  versionMismatch: (namespace: string) =>
    new SoapFault(
      'VersionMismatch',
      `Couldn't create SOAP message. Expecting Envelope in namespace ${ENVELOPE_NAMESPACE}, but got ${quote(namespace)} `,
    ),

  notUnderstood: (headers: readonly QualifiedName[]) =>
    new SoapFault(
      'MustUnderstand',
      `MustUnderstand headers:[${inJavaOrder(headers).map(javaName).join(', ')}] are not understood`,
    ),

  unknownOperation: (name: string) => new SoapFault('Client', `Cannot find dispatch method for ${name}`),

  badPrimitive: () => new SoapFault('Server', 'java.lang.IllegalArgumentException'),

  /** The RI writes the address of the exception in memory after the @: another one each time. */
  wrongClass: () => new SoapFault('Server', 'java.lang.ClassCastException@1b28cdfa'),

  unboundPrefix: (prefix: string) =>
    new SoapFault('Server', `prefix ${quote(prefix)} is not bound to a namespace`),

  emptyTypeName: () => new SoapFault('Server', 'input is empty'),

  nullResult: () =>
    new SoapFault('Server', 'Method Parameter: return cannot be null. This is BP 1.1 R2211 violation.'),

  /** Ours: the real service accepts document type declarations (RI). */
  doctype: () =>
    refused(
      'XML reader error: a DOCTYPE is refused by this server, which is stricter here than the real service',
    ),

  tooLarge: (limits: Limits) =>
    refused(`the request body is over the limit of ${limits.bodyBytes} bytes (bodyBytes)`),

  tooLargePackage: ({ bodyBytes, packageBytes }: Limits) =>
    bodyBytes < packageBytes
      ? refused(`the request body is over the limit of ${bodyBytes} bytes (bodyBytes)`)
      : refused(`the multipart package is over the limit of ${packageBytes} bytes (packageBytes)`),

  tooDeep: (limits: Limits) =>
    refused(`the elements are nested over the limit of ${limits.depth} levels (depth)`),

  tooMany: (limits: Limits) =>
    refused(`the envelope is over the limit of ${limits.elements} elements (elements)`),

  /** Our own text. */
  tooManyAttributes: (limits: Limits) =>
    refused(`an element is over the limit of ${limits.attributes} attributes (attributes)`),

  tooLongAttribute: (limits: Limits) =>
    refused(`an attribute is over the limit of ${limits.attributeLength} characters (attributeLength)`),

  /** Ours: the real service does not read beyond the operation element (RI). */
  brokenTail: (reason: string) =>
    refusals.malformed(
      `${reason} (after the operation element; the real service stops reading there, this server does not)`,
    ),
};
