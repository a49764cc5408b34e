import type { SaxesTagNS } from 'saxes';
import { ENVELOPE_NAMESPACE, type QualifiedName } from './faults.js';
import { parseBoolean } from './simple-types.js';
import { trimBlanks } from './text.js';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const NEXT_ACTOR = 'http://schemas.xmlsoap.org/soap/actor/next';

/** A start tag, as far as the service uses it. Other attributes are ignored (RI). */
export interface StartTag extends QualifiedName {
  /** Whether xsi:nil is set: to anything that JAXB reads as true (RI). */
  readonly nil: boolean;
  /** The value of xsi:type. */
  readonly type: string | undefined;
  /**
   * Whether this header block must be understood by us: it is marked so, and its actor is absent, empty or `next`
   * (RI).
   */
  readonly mandatory: boolean;
}

/**
 * saxes trims declared namespaces; to the service, a namespace with trailing white space is another one. The parser
 * resolves the prefixes of child elements with the table of the tag.
 */
function keepBlanks(tag: SaxesTagNS, prefix: string, namespace: string): void {
  tag.ns[prefix] = namespace;
  if (tag.prefix === prefix) tag.uri = namespace;
}

/** Reads a start tag, with its namespace exactly as declared. */
export function readTag(tag: SaxesTagNS): StartTag {
  let nil = false;
  let type: string | undefined;
  let mustUnderstand = false;
  let actor = '';
  for (const key in tag.attributes) {
    const attribute = tag.attributes[key];
    if (attribute === undefined) continue;
    const { prefix, local, uri, value } = attribute;
    if (prefix === 'xmlns' || key === 'xmlns') {
      if (value.trim().length < value.length) keepBlanks(tag, prefix === 'xmlns' ? local : '', value);
    } else if (uri === XSI) {
      if (local === 'nil') nil = parseBoolean(value) === true;
      else if (local === 'type') type = value;
    } else if (uri === ENVELOPE_NAMESPACE) {
      if (local === 'mustUnderstand') mustUnderstand = value === '1' || value === 'true';
      if (local === 'actor') actor = trimBlanks(value);
    }
  }
  const mandatory = mustUnderstand && (actor === '' || actor === NEXT_ACTOR);
  return { uri: tag.uri, local: tag.local, nil, type, mandatory };
}
