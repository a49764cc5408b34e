import { type Corner, corner } from './corner.js';

/** What the bytes of a file are, besides letters that look random. */
export type ContentKind =
  | 'line feeds'
  | 'carriage returns'
  | 'both line ends'
  | 'zeros'
  | 'ends with a line feed'
  | 'ends with blanks'
  | 'Ctrl-Z'
  | 'byte order mark'
  | 'all bytes'
  | 'not UTF-8'
  | 'UTF-8'
  | 'boundary'
  | 'form'
  | 'XML'
  | 'percent';

/** Contents of files that programs change on the way. */
export const CONTENTS: readonly Corner<ContentKind>[] = [
  corner('line feeds', 'become CR LF in text mode'),
  corner('carriage returns', 'become line feeds in text mode'),
  corner('both line ends', 'become one in text mode'),
  corner('zeros', 'end texts in C'),
  corner('ends with a line feed', 'is cut off by readers of lines, or by trimming'),
  corner('ends with blanks', 'are cut off by trimming'),
  corner('Ctrl-Z', 'ends files on Windows in text mode'),
  corner('byte order mark', 'is taken away or added by readers of text'),
  corner('all bytes', 'do not survive a charset'),
  corner('not UTF-8', 'becomes signs of replacement'),
  corner('UTF-8', 'has fewer characters than bytes'),
  corner('boundary', 'looks like the end of a part of a form'),
  corner('form', 'looks like a form with other fields'),
  corner('XML', 'is escaped, or read'),
  corner('percent', 'is unescaped as in a query'),
];

/** A whole file: a text again and again, and how large the file is. */
interface WholeFile {
  readonly text: string;
  /** Bytes. */
  readonly size: number;
}

/** Files whose content and size matter together. */
export const WHOLE_FILES: readonly Corner<WholeFile>[] = [
  corner({ text: '0', size: 1 }, 'is false to PHP and Perl'),
  corner({ text: '0', size: (1 << 20) + 1 }, 'ends with a part that is false to PHP and Perl'),
];

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What is repeated until the file is as large as it is to be. */
const REPEATED: Readonly<Record<ContentKind, Uint8Array>> = {
  'line feeds': bytesOf('a\nbc\n\n'),
  'carriage returns': bytesOf('a\rbc\r\r'),
  'both line ends': bytesOf('a\r\nb\n\rc\r\n'),
  zeros: Uint8Array.of(0, 65, 0, 0, 66),
  'ends with a line feed': bytesOf('a line without an end'),
  'ends with blanks': bytesOf('text'),
  'Ctrl-Z': Uint8Array.of(26, 65, 26, 4, 66),
  'byte order mark': Uint8Array.of(0xef, 0xbb, 0xbf, 65, 66),
  'all bytes': Uint8Array.from({ length: 256 }, (_, byte) => byte),
  'not UTF-8': Uint8Array.of(0xff, 0xfe, 0xc3, 0x28, 0xa0, 0xed, 0xa0, 0x80),
  'UTF-8': bytesOf('Größe 写真 \u{1f40b} '),
  boundary: bytesOf('\r\n--\r\n----WebKitFormBoundary--\r\n--boundary--\r\n'),
  form: bytesOf(
    '\r\nContent-Disposition: form-data; name="resumableFileId"\r\n\r\n1\r\n------WebKitFormBoundary\r\n',
  ),
  XML: bytesOf('<?xml version="1.0"?><a b="c">&amp;<![CDATA[x]]></a>'),
  percent: bytesOf('a%41+b&c=d%0A'),
};

/** What a file ends with in any case. */
const END: Partial<Readonly<Record<ContentKind, Uint8Array>>> = {
  'ends with a line feed': bytesOf('\n'),
  'ends with blanks': bytesOf(' \t  '),
  zeros: Uint8Array.of(0),
  'Ctrl-Z': Uint8Array.of(26),
};

/** So many bytes of a text, again and again. */
export const contentOfText = (text: string, size: number): Uint8Array => repeatedBytes(bytesOf(text), size);

function repeatedBytes(repeated: Uint8Array, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += repeated.length) bytes.set(repeated.subarray(0, size - at), at);
  return bytes;
}

/** So many bytes of a kind; of few bytes there may be nothing but the end. */
export function contentOfKind(kind: ContentKind, size: number): Uint8Array {
  const bytes = repeatedBytes(REPEATED[kind], size);
  const end = END[kind]?.subarray(0, size) ?? new Uint8Array();
  bytes.set(end, size - end.length);
  return bytes;
}
