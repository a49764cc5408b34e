import { SERVICE_NAMESPACE } from '../../../wsdl/contract.js';
import { ENVELOPE_NAMESPACE } from '../faults.js';
import type { Dice } from './dice.js';
import {
  declaration,
  holdsName,
  isDeclaration,
  mapChildren,
  type XmlAttribute,
  type XmlElement,
} from './document.js';

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

type Choices = readonly [string, ...string[]];

/** Prefixes of other stacks, and the service's own for the wrong namespace. */
const CHOICES = new Map<string, Choices>([
  [ENVELOPE_NAMESPACE, ['soap', 'soapenv', 'SOAP-ENV', 'env', 's', 'ns2', '_']],
  [SERVICE_NAMESPACE, ['api', 'm', 'tns', 'ns1', 'S', 'a.b-c']],
]);
const FOREIGN: Choices = ['x', 'q1', 'n', 'i', 'Z', 'ns4', 'xsd'];

/** A default namespace has no prefix to change. */
function bindsPrefix({ prefix }: XmlAttribute): boolean {
  return prefix === 'xmlns';
}

/** The prefixes and their namespaces; the service binds no prefix twice. */
function declaredIn(element: XmlElement): [prefix: string, uri: string][] {
  const own = element.attributes.filter(bindsPrefix);
  const inner = element.content.flatMap((part) => (typeof part === 'string' ? [] : declaredIn(part)));
  return [...own.map(({ local, value }): [string, string] => [local, value]), ...inner];
}

function chooseNames(declared: ReadonlyMap<string, string>, dice: Dice): Map<string, string> {
  const names = new Map<string, string>();
  for (const [prefix, uri] of declared) {
    const chosen = dice.pick(CHOICES.get(uri) ?? FOREIGN);
    const isTaken = chosen === prefix || [...names.values()].includes(chosen);
    names.set(prefix, isTaken ? `n.${names.size}` : chosen);
  }
  return names;
}

function renamed(element: XmlElement, names: ReadonlyMap<string, string>): XmlElement {
  const rename = (prefix: string): string => names.get(prefix) ?? prefix;
  const attribute = (one: XmlAttribute): XmlAttribute =>
    bindsPrefix(one) ? { ...one, local: rename(one.local) } : { ...one, prefix: rename(one.prefix) };
  const content = element.content.map((part) => {
    if (typeof part !== 'string') return renamed(part, names);
    return holdsName(element) ? part.replace(/^[^:]+/, rename) : part;
  });
  return {
    ...element,
    prefix: rename(element.prefix),
    attributes: element.attributes.map(attribute),
    content,
  };
}

function undeclared(element: XmlElement): XmlElement {
  const attributes = element.attributes.filter((attribute) => !bindsPrefix(attribute));
  return mapChildren({ ...element, attributes }, undeclared);
}

/** Changes the prefixes, declared where the service declares them or all at the root. */
export function otherPrefixes(envelope: XmlElement, dice: Dice): XmlElement {
  const declared = new Map(declaredIn(envelope));
  const names = chooseNames(declared, dice);
  const document = renamed(envelope, names);
  if (dice.oneIn(2)) return document;
  const all = [...declared].map(([prefix, uri]) => declaration(names.get(prefix) ?? prefix, uri));
  const root = undeclared(document);
  return { ...root, attributes: [...all, ...root.attributes] };
}
