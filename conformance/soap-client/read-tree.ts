import { SaxesParser, type SaxesTagNS } from 'saxes';
import { NoAnswerError } from '../server-suite/server-under-test.js';

/** An element with what is in it. Comments and processing instructions are left out. */
export interface Element {
  /** Empty when it is in none. */
  readonly namespace: string;
  readonly name: string;
  /** By local name, whatever the namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** All its own text, joined. */
  readonly text: string;
}

interface Growing {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Growing[];
  text: string;
}

// Far more than any reply has, and little enough for a server that means harm.
const DEEPEST = 64;
const MOST_ELEMENTS = 500_000;

/**
 * Reads XML of a server that is not trusted.
 * @returns the root element
 * @throws NoAnswerError `bad-xml`, also for a DOCTYPE, and for what is nested or branched beyond reason
 */
export function readTree(bytes: Uint8Array): Element {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Growing[] = [];
  let root: Growing | undefined;
  let count = 0;
  const refuse = (why: string): never => {
    throw new NoAnswerError('bad-xml', `was answered with XML that cannot be read: ${why}`);
  };
  parser.on('error', ({ message }) => refuse(message));
  parser.on('doctype', () => refuse('it has a DOCTYPE'));
  parser.on('opentag', (tag) => {
    if (++count > MOST_ELEMENTS) refuse(`it has more than ${MOST_ELEMENTS} elements`);
    if (open.length >= DEEPEST) refuse(`its elements are nested more than ${DEEPEST} deep`);
    const element = growing(tag);
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  const add = (text: string): void => {
    const into = open.at(-1);
    if (into) into.text += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(decoded(bytes)).close();
  return root ?? refuse('it has no element');
}

const growing = ({ uri, local, attributes }: SaxesTagNS): Growing => ({
  namespace: uri,
  name: local,
  attributes: new Map(Object.values(attributes).map((each) => [each.local, each.value])),
  children: [],
  text: '',
});

/** The service writes UTF-8 and nothing else. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new NoAnswerError('bad-xml', 'was answered with bytes that are no UTF-8', { cause: error });
  }
}
