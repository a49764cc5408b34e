import type { SaxesTagNS } from 'saxes';
import { trimBlanks } from './blanks.js';
import { ENVELOPE_NAMESPACE, type QualifiedName } from './refusals.js';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const NEXT_ACTOR = 'http://schemas.xmlsoap.org/soap/actor/next';

/** What a start tag says that matters to the service. Any other attribute, xsi:type too, does not (RI). */
export interface StartTag extends QualifiedName {
  /** xsi:nil is set. */
  readonly nil: boolean;
  /** As a header block it must be understood by us: it says so, and its actor is none, empty or the next one (RI). */
  readonly mandatory: boolean;
}

function isTrue(value: string): boolean {
  const trimmed = trimBlanks(value);
  return trimmed === '1' || trimmed === 'true';
}

/**
 * saxes trims the namespaces that are declared; to the service a namespace with a blank at its end is another one. The
 * parser looks the prefixes of the elements inside up in the table of the tag.
 */
function keepBlanks(tag: SaxesTagNS, prefix: string, namespace: string): void {
  tag.ns[prefix] = namespace;
  if (tag.prefix === prefix) tag.uri = namespace;
}

/** Reads a start tag of the parser, with its namespace exactly as declared. */
export function readTag(tag: SaxesTagNS): StartTag {
  let nil = false;
  let mustUnderstand = false;
  let actor = '';
  for (const key in tag.attributes) {
    const attribute = tag.attributes[key];
    if (attribute === undefined) continue;
    const { prefix, local, uri, value } = attribute;
    if (prefix === 'xmlns' || key === 'xmlns') {
      if (value.trim().length < value.length) keepBlanks(tag, prefix === 'xmlns' ? local : '', value);
    } else if (uri === XSI) {
      if (local === 'nil') nil = isTrue(value);
    } else if (uri === ENVELOPE_NAMESPACE) {
      if (local === 'mustUnderstand') mustUnderstand = isTrue(value);
      if (local === 'actor') actor = trimBlanks(value);
    }
  }
  const mandatory = mustUnderstand && (actor === '' || actor === NEXT_ACTOR);
  return { uri: tag.uri, local: tag.local, nil, mandatory };
}
