import { SoapFault } from './fault.js';
import type { Limits } from './limits.js';

export const ENVELOPE_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** An element name with its namespace, '' for none. */
export interface QualifiedName {
  readonly uri: string;
  readonly local: string;
}

/** Longest piece of a request that is quoted in a fault or a warning, in UTF-16 units (assumption). */
const QUOTED = 300;

export function quote(text: string): string {
  return text.length <= QUOTED ? text : `${text.slice(0, QUOTED)}...`;
}

/** The name as the service writes it: `{namespace}local`. */
export function clark(name: QualifiedName): string {
  return `{${quote(name.uri)}}${quote(name.local)}`;
}

/** A refusal that ends the reading for good: a limit is exceeded or a DOCTYPE was seen. */
export class EnvelopeRefused extends SoapFault {}

function refused(reason: string): EnvelopeRefused {
  return new EnvelopeRefused('Client', `Couldn't create SOAP message due to exception: ${reason}`);
}

/**
 * Every fault that reading a request can end in, in the words of JAX-WS RI 2.3 (wire). Texts that were not observed
 * are marked.
 */
export const refusals = {
  unreadable: (reason: string) =>
    new SoapFault('Client', `Couldn't create SOAP message due to exception: ${reason}`),

  malformed: (reason: string) => refusals.unreadable(`XML reader error: ${reason}`),

  malformedArguments: (reason: string) =>
    new SoapFault('Server', `javax.xml.bind.UnmarshalException - with linked exception: [${reason}]`),

  unexpectedTag: (expected: string, found: QualifiedName) =>
    refusals.unreadable(
      `unexpected XML tag. expected: {${ENVELOPE_NAMESPACE}}${expected} but found: ${clark(found)}`,
    ),

  /** RI source, not observed: the envelope ends where its Body was expected. */
  noBody: () =>
    refusals.unreadable('unexpected XML reader state. expected: START_ELEMENT but found: END_ELEMENT'),

  /** RI source, not observed: text where only elements may stand. */
  strayText: (text: string) => refusals.unreadable(`unexpected character content: "${quote(text)}"`),

  versionMismatch: (namespace: string) =>
    new SoapFault(
      'VersionMismatch',
      `Couldn't create SOAP message. Expecting Envelope in namespace ${ENVELOPE_NAMESPACE}, but got ${quote(namespace)} `,
    ),

  notUnderstood: (headers: readonly QualifiedName[]) =>
    new SoapFault(
      'MustUnderstand',
      `MustUnderstand headers:[${headers.map(clark).join(', ')}] are not understood`,
    ),

  unknownOperation: (name: string) => new SoapFault('Client', `Cannot find dispatch method for ${name}`),

  badPrimitive: () => new SoapFault('Server', 'java.lang.IllegalArgumentException'),

  nullResult: () =>
    new SoapFault('Server', 'Method Parameter: return cannot be null. This is BP 1.1 R2211 violation.'),

  /** Ours: the real service reads document type declarations (wire). */
  doctype: () =>
    refused(
      'XML reader error: a DOCTYPE is refused by this server, which is stricter here than the real service',
    ),

  tooLarge: (limits: Limits) =>
    refused(`the request body is over the limit of ${limits.bodyBytes} bytes (bodyBytes)`),

  tooDeep: (limits: Limits) =>
    refused(`the elements are nested over the limit of ${limits.depth} levels (depth)`),

  tooMany: (limits: Limits) =>
    refused(`the envelope is over the limit of ${limits.elements} elements (elements)`),

  /** Ours: the real service does not read what follows the operation element (wire). */
  brokenTail: (reason: string) =>
    refusals.malformed(
      `${reason} (after the operation element; the real service stops reading there, this server does not)`,
    ),
};
