import { type QualifiedName, quote } from './faults.js';
import { trimBlanks } from './text.js';

/** An element below the operation element, as the service sees it. */
export interface Element {
  /** Namespace, '' for none. */
  readonly uri: string;
  readonly local: string;
  /** Whether xsi:nil is set. */
  readonly nil: boolean;
  /** The type that xsi:type names, or the prefix of its name that is not bound. Undefined without xsi:type. */
  readonly type: QualifiedName | UnboundPrefix | undefined;
  /** Text after the last child, untrimmed: with CDATA sections and resolved references, without comments. */
  text: string;
  /** The last text before a child that is not only white space. */
  textBefore: string | undefined;
  readonly children: Element[];
}

/** A name whose prefix is not bound to a namespace. */
export interface UnboundPrefix {
  readonly unbound: string;
}

/** An element without content. */
export function newElement(uri: string, local: string, nil: boolean, type?: Element['type']): Element {
  return { uri, local, nil, type, text: '', textBefore: undefined, children: [] };
}

/**
 * How to read one request: whether to accept qualified arguments and white space around values, and where to note it.
 */
export interface Reading {
  readonly lenient: boolean;
  readonly warnings: { add(text: string): void };
}

/**
 * The children that the service sees: with a known local name and in no namespace (RI). Lenient reading accepts any
 * namespace. Ignored children are warnings; `path` is '' for the arguments of an operation.
 */
export function seenChildren(
  parent: Element,
  path: string,
  { lenient, warnings }: Reading,
  isKnown: (local: string) => boolean,
): Element[] {
  const nameOf = (local: string): string => `${path === '' ? '' : `${path}.`}${quote(local)}`;
  if (parent.textBefore !== undefined || trimBlanks(parent.text) !== '') {
    warnings.add(`the text in ${path} is ignored; elements belong there`);
  }
  return parent.children.filter(({ uri, local }) => {
    if (uri !== '') {
      const where = `${nameOf(local)} is in the namespace ${quote(uri)}; the service does not see it`;
      warnings.add(lenient ? `${where}, this server does because it is lenient` : where);
      if (!lenient) return false;
    }
    if (isKnown(local)) return true;
    warnings.add(`${nameOf(local)} is not known here; it is ignored`);
    return false;
  });
}
