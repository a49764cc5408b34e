import { type Charset, charsetNamed, UTF_8 } from './charset.js';

/** How a response is written in the charset that the header of its request names. */
export interface ResponseCharset {
  readonly charset: Charset;
  readonly contentType: string;
  /** The name in the XML declaration. */
  readonly declared: string;
  /** The document as the service spells it in this charset. */
  respell(document: string): string;
}

/** Without a name, and for UTF-8 in any letters: the usual way (RI). */
const USUAL: ResponseCharset = {
  charset: UTF_8,
  contentType: 'text/xml; charset=utf-8',
  declared: 'UTF-8',
  respell: (document) => document,
};

/**
 * By the name that the request gave the charset, in its letters: the service repeats it in Content-Type, and has another
 * writer of XML (RI).
 */
export function responseCharset(label: string): ResponseCharset {
  const charset = label === UTF_8.name || label.toLowerCase() === 'utf-8' ? undefined : charsetNamed(label);
  if (charset === undefined) return USUAL;
  const contentType = `text/xml ;charset=${label}`;
  const declared = declaredName(label);
  const texts = textSpelling(declared, charset);
  return {
    charset,
    contentType,
    declared,
    respell: (document) =>
      document.replace(/<([^\s/>]+)( [^>]*[^/>])?><\/\1>/g, '<$1$2/>').replace(/(?<=>)[^<]+(?=<)/g, texts),
  };
}

/** The IBM code pages that IANA names by countries. */
const EBCDIC: readonly (readonly [suffixes: RegExp, page: string])[] = [
  [/^(?:us|ca|wt|nl)$/i, 'IBM037'],
  [/^(?:dk|no)$/i, 'IBM277'],
  [/^(?:fi|se)$/i, 'IBM278'],
  [/^it$/i, 'IBM280'],
  [/^es$/i, 'IBM284'],
  [/^gb$/i, 'IBM285'],
  [/^fr$/i, 'IBM297'],
  [/^ch$/i, 'IBM500'],
  [/^is$/i, 'IBM871'],
];

/** The name of a charset in the declaration: that of IANA for some, else the one given, in its letters (RI). */
function declaredName(label: string): string {
  const name = label.replace(/^cs/i, '');
  const country = /^ebcdic-cp-(.*)$/i.exec(name)?.[1];
  if (country !== undefined) return EBCDIC.find(([suffixes]) => suffixes.test(country))?.[1] ?? 'IBM037';
  if (/^cp/i.test(name)) return `IBM${name.slice(2)}`;
  switch (name.toLowerCase().replace(/[-_]/g, '')) {
    case 'ascii':
    case 'usascii':
      return 'US-ASCII';
    case 'iso88591':
    case 'isolatin1':
      return 'ISO-8859-1';
    case 'shiftjis':
      return 'Shift_JIS';
    case 'utf8':
      return 'UTF-8';
    default:
      return /^utf/i.test(name) ? name.toUpperCase().replace(/^UTF(?=\d)/, 'UTF-') : name;
  }
}

/** What is written as a reference in addition to what every response has so. */
const BEYOND = {
  /** Up to U+009F: it tells readers of XML 1.1 the line breaks. */
  controls: '\\x7f-\\x9f',
  ascii: '\\x7f-\\u{10ffff}',
  latin1: '\\x7f-\\x9f\\u0100-\\u{10ffff}',
};

function textSpelling(declared: string, charset: Charset): (text: string) => string {
  const isOwnWriter = declared === 'ISO-8859-1' || declared === 'US-ASCII';
  const isWide = charset.name.startsWith('utf-');
  const isAscii = declared === 'US-ASCII' || charset.stream !== undefined;
  const beyond = isWide ? BEYOND.controls : isAscii ? BEYOND.ascii : BEYOND.latin1;
  const special = new RegExp(`&[^;]+;|\\n|[${beyond}]`, 'gu');
  return (text) => {
    let lastEnd = 0;
    return text.replace(special, (token: string, offset: number) => {
      // Both writers write `>` as such, but at the beginning and after a bracket; one of them also after a reference.
      const isPlain = token === '&gt;' && offset > (isOwnWriter ? 0 : lastEnd) && text[offset - 1] !== ']';
      if (!isPlain) lastEnd = offset + token.length;
      return isPlain ? '>' : reference(token);
    });
  };
}

function reference(token: string): string {
  if (token === '&#13;') return '&#xd;';
  return token.startsWith('&') ? token : `&#x${token.codePointAt(0)?.toString(16)};`;
}
