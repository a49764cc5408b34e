import { SaxesParser, type SaxesTagNS } from 'saxes';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** An element of a document, whatever prefixes it is spelt with. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** Whether it says of itself that it is no value. */
  readonly isNil: boolean;
  /** Those in no namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own characters with their blanks, CDATA among them, comments left out. */
  readonly text: string;
}

const NONE: ReadonlyMap<string, string> = new Map();

interface Open extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/** Reads a document. @throws Error when it is no well-formed XML, or has a document type */
export function readXml(xml: string): XmlElement {
  const document: Open = { namespace: '', name: '', isNil: false, attributes: NONE, children: [], text: '' };
  const open: Open[] = [document];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('it has a document type');
  });
  parser.on('opentag', (tag) => {
    const element = opened(tag);
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const text = (piece: string): void => {
    const top = open.at(-1);
    if (top) top.text += piece;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  const [root] = document.children;
  if (!root) throw new Error('it has no element');
  return root;
}

function opened({ uri, local, attributes }: SaxesTagNS): Open {
  const all = Object.values(attributes);
  const isNil = all.some((each) => each.uri === XSI && each.local === 'nil' && isTrue(each.value));
  const own = all.filter((each) => each.uri === '');
  return {
    namespace: uri,
    name: local,
    isNil,
    attributes: own.length === 0 ? NONE : new Map(own.map((each) => [each.local, each.value])),
    children: [],
    text: '',
  };
}

const isTrue = (value: string): boolean => /^\s*(?:true|1)\s*$/.test(value);

/** The first child of a name. Without a namespace it is in none, as all is that stands in the wrapper of a call. */
export const childOf = (
  { children }: XmlElement,
  childName: string,
  childNamespace = '',
): XmlElement | undefined =>
  children.find(({ name, namespace }) => name === childName && namespace === childNamespace);
