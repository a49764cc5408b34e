import { XmlParser } from '../xml-parser.js';

/** An attribute as written; may be a namespace declaration. */
export interface XmlAttribute {
  readonly prefix: string;
  readonly local: string;
  readonly value: string;
}

/** An element, with everything that respelling must keep. */
export interface XmlElement {
  readonly prefix: string;
  readonly local: string;
  /** Its namespace, '' for none. */
  readonly uri: string;
  readonly attributes: readonly XmlAttribute[];
  readonly content: readonly (XmlElement | string)[];
  /** Written as `<a/>`: structures and arrays, when they are empty, but never texts (RI). */
  readonly selfClosing: boolean;
}

interface OpenElement extends XmlElement {
  readonly content: (XmlElement | string)[];
}

/**
 * Parses the root element of a document without comments and processing instructions, as the service writes it.
 * @throws Error for any other document
 */
export function parseDocument(text: string): XmlElement {
  const roots: (XmlElement | string)[] = [];
  const open: OpenElement[] = [];
  const problem = (message: string): never => {
    throw new Error(`Only a well-formed response can be spelt anew: ${message}`);
  };
  const parser = new XmlParser({
    open({ prefix, local, uri, attributes, isSelfClosing }) {
      const element: OpenElement = {
        ...{ prefix, local, uri, selfClosing: isSelfClosing, content: [] },
        attributes: Object.values(attributes).map(({ prefix, local, value }) => ({ prefix, local, value })),
      };
      (open.at(-1)?.content ?? roots).push(element);
      open.push(element);
    },
    close: () => void open.pop(),
    text: (piece) => void open.at(-1)?.content.push(piece),
    doctype: () => problem('it has a DOCTYPE'),
    badDeclaration: () => problem('its XML declaration is wrong'),
    problem,
  });
  parser.write(text);
  parser.end();
  const [root] = roots;
  return root === undefined || typeof root === 'string' ? problem('it has no element') : root;
}

/** Maps the child elements; text stays. */
export function mapChildren(element: XmlElement, change: (child: XmlElement) => XmlElement): XmlElement {
  const content = element.content.map((part) => (typeof part === 'string' ? part : change(part)));
  return { ...element, content };
}

/** Maps the child elements of one name. */
export function mapNamed(
  element: XmlElement,
  uri: string,
  local: string,
  change: (child: XmlElement) => XmlElement,
): XmlElement {
  return mapChildren(element, (child) =>
    child.uri === uri && child.local === local ? change(child) : child,
  );
}

/** Appends content. */
export function append(element: XmlElement, ...content: readonly (XmlElement | string)[]): XmlElement {
  return { ...element, content: [...element.content, ...content] };
}

/** A new element in no namespace. */
export function plainElement(local: string, ...content: readonly (XmlElement | string)[]): XmlElement {
  return { prefix: '', local, uri: '', attributes: [], content, selfClosing: false };
}

/** Whether the attribute binds a prefix or the default namespace. */
export function isDeclaration({ prefix, local }: XmlAttribute): boolean {
  return prefix === 'xmlns' || (prefix === '' && local === 'xmlns');
}

/** A declaration of a prefix. */
export function declaration(prefix: string, uri: string): XmlAttribute {
  return { prefix: 'xmlns', local: prefix, value: uri };
}

/** Only the text of the faultcode is a qualified name, and so has a prefix. */
export function holdsName({ uri, local }: XmlElement): boolean {
  return uri === '' && local === 'faultcode';
}
