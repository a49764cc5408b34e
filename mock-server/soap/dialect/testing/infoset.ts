import { SaxesParser, type SaxesTagNS } from 'saxes';
import { LongBody, type SoapResponse } from '../../response.js';

/** An element by XML and namespaces, independent of its spelling. */
export interface Infoset {
  /** `{namespace}local`. */
  readonly name: string;
  /** Expanded name and value, sorted by name; without declarations. */
  readonly attributes: readonly (readonly [string, string])[];
  readonly content: string | readonly Infoset[];
}

interface OpenTag extends Infoset {
  text: string;
  readonly children: Infoset[];
}

const DECLARED =
  /^<\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*["']([^"']+)["'])?(?:\s+standalone\s*=\s*["']yes["'])?\s*\?>/;

export function bytesOf({ body }: Pick<SoapResponse, 'body'>): Uint8Array {
  const whole = body instanceof LongBody ? body.whole() : body;
  return typeof whole === 'string' ? new TextEncoder().encode(whole) : whole;
}

function decode(charset: string, bytes: Uint8Array): string {
  // The platform decodes ISO-8859-1 as windows-1252.
  if (charset === 'iso-8859-1') return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  if (charset !== 'utf-16') return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  const order = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be';
  const text = new TextDecoder(order, { fatal: true, ignoreBOM: true }).decode(bytes);
  if (!text.startsWith('\ufeff')) throw new Error('UTF-16 without byte order mark');
  return text;
}

/** The text of a document without byte order mark; throws if Content-Type, declaration and bytes disagree. */
export function textOf(response: SoapResponse): string {
  const charset = /^text\/xml ?; ?charset=("?)([a-z0-9-]+)\1$/i
    .exec(response.contentType)?.[2]
    ?.toLowerCase();
  if (charset === undefined) throw new Error(`Content-Type is ${response.contentType}`);
  const marked = decode(charset, bytesOf(response));
  if (marked.startsWith('\ufeff') && !['utf-8', 'utf-16'].includes(charset)) {
    throw new Error(`a byte order mark in ${charset}`);
  }
  const text = marked.replace(/^\ufeff/, '');
  const declared = DECLARED.exec(text);
  if (text.startsWith('<?xml') && declared === null) throw new Error('the XML declaration is malformed');
  const encoding = declared?.[1]?.toLowerCase();
  const known = charset === 'utf-8' || charset === 'utf-16';
  if (encoding !== charset && !(encoding === undefined && known)) {
    throw new Error(`declared is ${encoding}, Content-Type has ${charset}`);
  }
  return text;
}

const isBlank = (text: string): boolean => /^[ \t\r\n]*$/.test(text);

/** The faultcode is a qualified name: its namespace matters, its prefix does not. */
function expandedName(text: string, resolve: (prefix: string) => string | undefined): string {
  const [, prefix = '', local] = /^(?:([^:]+):)?([^:]+)$/.exec(text) ?? [];
  const uri = resolve(prefix);
  if (local === undefined || uri === undefined || uri === '') throw new Error(`"${text}" is in no namespace`);
  return `{${uri}}${local}`;
}

function attributesOf(tag: SaxesTagNS): [string, string][] {
  return Object.values(tag.attributes)
    .filter(({ name, prefix }) => name !== 'xmlns' && prefix !== 'xmlns')
    .map(({ uri, local, value }): [string, string] => [`{${uri}}${local}`, value])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

function closed(tag: OpenTag, resolve: (prefix: string) => string | undefined): Infoset {
  const { name, attributes, text, children } = tag;
  if (children.length > 0) {
    if (!isBlank(text)) throw new Error(`text between the elements of ${name}: ${text}`);
    return { name, attributes, content: children };
  }
  return { name, attributes, content: name === '{}faultcode' ? expandedName(text, resolve) : text };
}

/** Parses a document strictly; shares no code with the dialects. */
export function readDocument(text: string): Infoset {
  const parser = new SaxesParser({ xmlns: true });
  const roots: Infoset[] = [];
  const open: OpenTag[] = [];
  const fail = (error: Error): never => {
    throw error;
  };
  const addText = (piece: string): void => {
    const top = open.at(-1);
    if (top !== undefined) top.text += piece;
    else if (!isBlank(piece)) throw new Error('text outside the root');
  };
  parser.on('error', fail);
  parser.on('doctype', () => fail(new Error('SOAP forbids a DOCTYPE')));
  parser.on('opentag', (tag) => {
    const name = `{${tag.uri}}${tag.local}`;
    open.push({ name, attributes: attributesOf(tag), content: '', text: '', children: [] });
  });
  parser.on('closetag', () => {
    const tag = open.pop();
    if (tag === undefined) throw new Error('an end tag too many');
    (open.at(-1)?.children ?? roots).push(closed(tag, (prefix) => parser.resolve(prefix)));
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  const [root] = roots;
  if (root === undefined) throw new Error('no element');
  return root;
}

export const infosetOf = (response: SoapResponse): Infoset => readDocument(textOf(response));
