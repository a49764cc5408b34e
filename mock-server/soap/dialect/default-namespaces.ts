import { declaration, holdsName, isDeclaration, type XmlElement } from './document.js';

type Bindings = ReadonlyMap<string, string>;

/**
 * Prefixes that an element needs: attributes have no default namespace, and neither has the text of the faultcode
 * here.
 */
function neededBy({ attributes, content }: XmlElement, hasName: boolean): string[] {
  const ofAttributes = attributes.filter((one) => !isDeclaration(one)).map(({ prefix }) => prefix);
  const ofText = hasName ? [content.join('').split(':', 1).join('')] : [];
  return [...new Set([...ofAttributes, ...ofText])].filter((prefix) => prefix !== '');
}

function rewritten(element: XmlElement, inherited: string, outer: Bindings): XmlElement {
  const declared = element.attributes.filter(isDeclaration);
  const bound = new Map([...outer, ...declared.map(({ local, value }) => [local, value] as const)]);
  const needed = neededBy(element, holdsName(element)).map((prefix) =>
    declaration(prefix, bound.get(prefix) ?? ''),
  );
  const namespace = element.uri === inherited ? [] : [{ prefix: '', local: 'xmlns', value: element.uri }];
  const others = element.attributes.filter((attribute) => !isDeclaration(attribute));
  const content = element.content.map((part) =>
    typeof part === 'string' ? part : rewritten(part, element.uri, bound),
  );
  return { ...element, prefix: '', attributes: [...namespace, ...needed, ...others], content };
}

/**
 * Default namespaces in place of prefixes; elements in no namespace get `xmlns=""`. The faultcode keeps its prefix:
 * below `xmlns=""` a name without one would be in no namespace.
 */
export function defaultNamespaces(envelope: XmlElement): XmlElement {
  return rewritten(envelope, '', new Map());
}
