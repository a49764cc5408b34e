import { SERVICE_NAMESPACE } from '../../../wsdl/contract.js';
import { ENVELOPE_NAMESPACE } from '../refusals.js';
import type { Dice } from './dice.js';
import { declaration, holdsName, mapChildren, type XmlAttribute, type XmlElement } from './document.js';

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
