import { SaxesParser, type SaxesTagNS } from 'saxes';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** An element with its content, independent of prefixes. Comments and processing instructions are left out. */
export interface XmlElement {
  /** Empty when it is in none. */
  readonly namespace: string;
  readonly name: string;
  /** Whether it has xsi:nil. */
  readonly isNil: boolean;
  /** Those in no namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All its own text with its blanks, joined. */
  readonly text: string;
}

/** Bytes that are no XML, or XML that is refused. The message is a clause: `it has a DOCTYPE`. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

interface Open extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

// Far more than any reply has, and little enough for a server that means harm.
const DEEPEST = 64;
const MOST_ELEMENTS = 500_000;

const NONE: ReadonlyMap<string, string> = new Map();

/**
 * Reads XML of a server that is not trusted.
 * @returns the root element
 * @throws XmlError also for a DOCTYPE, and for what is nested or branched beyond reason
 */
export function readXml(xml: string): XmlElement {
  const open: Open[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  const refuse = (why: string): never => {
    throw new XmlError(why);
  };
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', ({ message }) => refuse(message));
  parser.on('doctype', () => refuse('it has a DOCTYPE'));
  parser.on('opentag', (tag) => {
    if (++count > MOST_ELEMENTS) refuse(`it has more than ${MOST_ELEMENTS} elements`);
    if (open.length >= DEEPEST) refuse(`its elements are nested more than ${DEEPEST} deep`);
    const element = opened(tag);
    open.at(-1)?.children.push(element);
    root ??= element;
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
  return root ?? refuse('it has no element');
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

/** The first child of a name. Without a namespace it is in none, as everything in the wrapper of a call is. */
export const childOf = (
  { children }: XmlElement,
  childName: string,
  childNamespace = '',
): XmlElement | undefined =>
  children.find(({ name, namespace }) => name === childName && namespace === childNamespace);
