import { SaxesParser, type SaxesTagNS } from 'saxes';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const XML = 'http://www.w3.org/XML/1998/namespace';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

const escaped = (text: string): string => text.replace(/[&<>"\r]/g, (special) => ESCAPES[special] ?? special);

/** Where blanks at the ends of texts go meanwhile: a plane of characters that nobody uses. */
const REFUGE = 0xf0000;

/** strong-soap takes blanks off the ends of texts, which may be part of a name. */
const withRefuge = (text: string): string =>
  text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, (blanks) =>
    Array.from(blanks, (blank) => String.fromCodePoint(REFUGE + blank.charCodeAt(0))).join(''),
  );

/** A text of a document in its plain spelling as it was, with its blanks. */
export const restored = (text: string): string =>
  text.replace(/[\u{f0000}-\u{f0020}]/gu, (blank) =>
    String.fromCodePoint((blank.codePointAt(0) ?? 0) - REFUGE),
  );

/** An element that is being read. Text is kept apart until it is known whether there are elements beside it. */
interface Open {
  readonly name: string;
  readonly attributes: string;
  readonly children: string[];
  text: string;
}

/**
 * The same SOAP document in the one spelling that strong-soap reads well: prefixes `soap` and `x`, no comments, no
 * CDATA, no blanks between elements, faultcode with the prefix. Header blocks are left out: nothing reads them.
 * @throws Error when it is no well-formed XML
 */
export function plainSpelling(xml: string): string {
  const open: Open[] = [{ name: '', attributes: '', children: [], text: '' }];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('it has a document type');
  });
  parser.on('opentag', (tag) => {
    open.push({ name: nameOf(tag), attributes: attributesOf(tag), children: [], text: '' });
  });
  const text = (piece: string): void => {
    const top = open.at(-1);
    if (top) top.text += piece;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', (tag) => {
    const closed = open.pop();
    if (closed && tag.name !== '') open.at(-1)?.children.push(written(closed));
  });
  parser.write(xml).close();
  return open[0]?.children.join('') ?? '';
}

function written({ name, attributes, children, text }: Open): string {
  if (name === 'soap:Header') return '';
  const content =
    children.length > 0
      ? children.join('')
      : escaped(name === 'faultcode' ? plainCode(text) : withRefuge(text));
  return `<${name}${attributes}>${content}</${name}>`;
}

const plainCode = (code: string): string => code.trim().replace(/^.*:/s, 'soap:');

function nameOf({ uri, local }: SaxesTagNS): string {
  if (uri === '') return local;
  return uri === SOAP ? `soap:${local}` : `x:${local}`;
}

function attributesOf(tag: SaxesTagNS): string {
  const declared = tag.uri !== '' && tag.uri !== SOAP ? ` xmlns:x="${escaped(tag.uri)}"` : '';
  const soap = tag.uri === SOAP ? ` xmlns:soap="${SOAP}"` : '';
  const nil = Object.values(tag.attributes).some(
    ({ uri, local, value }) => uri === XSI && local === 'nil' && /^\s*(?:true|1)\s*$/.test(value),
  );
  const space = Object.values(tag.attributes).some(({ uri, local }) => uri === XML && local === 'space');
  return `${declared}${soap}${nil ? ` xmlns:xsi="${XSI}" xsi:nil="true"` : ''}${space ? ' xml:space="preserve"' : ''}`;
}
