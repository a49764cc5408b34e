import type { SaxesTagNS } from 'saxes';
import { trimBlanks } from './blanks.js';
import { ENVELOPE_NAMESPACE, type QualifiedName } from './refusals.js';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const NEXT_ACTOR = 'http://schemas.xmlsoap.org/soap/actor/next';

/**
 * The name of an element in the namespace exactly as declared. saxes trims the declarations; to the service a
 * namespace with a blank at its end is another namespace.
 */
export function declaredName(tag: SaxesTagNS): QualifiedName {
  for (const { name, prefix, local, value } of Object.values(tag.attributes)) {
    if (prefix !== 'xmlns' && name !== 'xmlns') continue;
    if (value.trim().length === value.length) continue;
    const declared = prefix === 'xmlns' ? local : '';
    // The parser looks the prefixes of the elements inside up in this table.
    tag.ns[declared] = value;
    if (tag.prefix === declared) tag.uri = value;
  }
  return { uri: tag.uri, local: tag.local };
}

function attribute(tag: SaxesTagNS, uri: string, local: string): string | undefined {
  for (const candidate of Object.values(tag.attributes)) {
    if (candidate.local === local && candidate.uri === uri) return trimBlanks(candidate.value);
  }
  return undefined;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** Whether xsi:nil is set. */
export function isNil(tag: SaxesTagNS): boolean {
  return isTrue(attribute(tag, XSI, 'nil'));
}

/** Whether a header block must be understood by us: it says so, and its actor is none, empty or the next one (RI). */
export function isMandatory(tag: SaxesTagNS): boolean {
  if (!isTrue(attribute(tag, ENVELOPE_NAMESPACE, 'mustUnderstand'))) return false;
  const actor = attribute(tag, ENVELOPE_NAMESPACE, 'actor') ?? '';
  return actor === '' || actor === NEXT_ACTOR;
}
