import { trimBlanks } from './blanks.js';
import type { Element } from './element.js';
import { quote } from './refusals.js';

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
