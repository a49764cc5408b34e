import { SaxesParser } from 'saxes';
import {
  ARRAYS,
  type ArrayName,
  STRUCTS,
  type StructName,
  type TypeName,
  type Version,
} from '../../../wsdl/contract.js';

interface Node {
  name: string;
  uri: string;
  nil: boolean;
  text: string;
  children: Node[];
}

/** Parses a document into a tree; shares no code with the layer under test. */
export function parse(xml: string): Node {
  const root: Node = { name: '', uri: '', nil: false, text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const node = { name: local, uri, nil: attributes['xsi:nil']?.value === 'true', text: '', children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => {
    const top = open.at(-1);
    if (top !== undefined) top.text += text;
  });
  parser.write(xml).close();
  const [document] = root.children;
  if (document === undefined) throw new Error('The response holds no element.');
  return document;
}

function floatOf(text: string): number {
  return Math.fround(Number(text.replace('INF', 'Infinity')));
}

const SIMPLE = new Map<TypeName, (text: string) => unknown>([
  ['string', (text) => text],
  ['boolean', (text) => text === 'true'],
  ['int', Number],
  ['long', BigInt],
  ['float', floatOf],
  ['dateTime', (text) => new Date(text)],
]);

function structOf(type: StructName, node: Node, version: Version): unknown {
  const fields = STRUCTS[type].filter(({ since }) => since === 'jax2' || version === 'jax3');
  const order = fields.map(({ name }) => name);
  const found = node.children.map(({ name }) => name);
  const sorted = [...found].sort((one, other) => order.indexOf(one) - order.indexOf(other));
  if (found.join() !== sorted.join())
    throw new Error(`The fields of ${type} are out of order: ${found.join()}`);
  const entries = fields.map(({ name, type: fieldType, occurs }) => {
    const values = node.children
      .filter((child) => child.name === name)
      .map((child) => valueIn(fieldType, child, version));
    return [name, occurs === 'list' ? values : values[0]] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The value of an element, by the contract. */
export function valueIn(type: TypeName, node: Node, version: Version = 'jax3'): unknown {
  if (node.uri !== '') throw new Error(`${node.name} is in the namespace ${node.uri}; it belongs in none.`);
  if (node.nil) return null;
  const simple = SIMPLE.get(type);
  if (simple !== undefined) return simple(node.text);
  if (Object.hasOwn(STRUCTS, type)) return structOf(type as StructName, node, version);
  return node.children.map((child) => valueIn(ARRAYS[type as ArrayName], child, version));
}

/** The `return` of a response; undefined for an empty wrapper. */
export function returnOf(xml: string): Node | undefined {
  return parse(xml).children[0]?.children[0]?.children[0];
}
