import { type Charset, singleByteCharset } from './single-byte.js';

/** Labels of the platform's decoders by the names that Java gives these charsets, in lower case (RI). */
const ENCODINGS: Readonly<Record<string, readonly string[]>> = {
  gb18030: ['gb18030'],
  gbk: ['gbk', 'windows-936', 'ms936', 'cp936', 'gb2312', 'euc-cn', 'euc_cn'],
  big5: ['big5', 'big5-hkscs', 'csbig5'],
  shift_jis: ['shift_jis', 'shift-jis', 'sjis', 'x-sjis', 'ms_kanji', 'windows-31j', 'ms932', 'csshiftjis'],
  'euc-jp': ['euc-jp', 'euc_jp', 'eucjp', 'eucjis', 'x-eucjp', 'x-euc-jp'],
  'euc-kr': ['euc-kr', 'euc_kr', 'euckr', 'ks_c_5601-1987', 'ksc5601', 'windows-949', 'ms949'],
  'iso-2022-jp': ['iso-2022-jp', 'iso2022jp', 'jis'],
};

const LABELS: ReadonlyMap<string, string> = new Map(
  Object.entries(ENCODINGS).flatMap(([label, names]) => names.map((name) => [name, label] as const)),
);

/** Decodes the bytes of one document as they arrive; what is no character becomes U+FFFD. */
type StreamDecoder = (bytes: Uint8Array, isLast: boolean) => string;

/** Other characters become references. */
const asciiBytes: Charset['encode'] = (text) =>
  singleByteCharset('us-ascii')?.encode(text) ?? new TextEncoder().encode(text);

/** A charset that is read with state. If all of it has the bytes of ASCII, that is what is written. */
function streamed(
  name: string,
  stream: () => StreamDecoder,
  encode: Charset['encode'] = asciiBytes,
): Charset {
  const whole = (bytes: Uint8Array): string => stream()(bytes, true);
  return {
    name,
    stream,
    complete: (bytes) => bytes.length,
    decode: whole,
    replace: whole,
    encode,
  };
}

function platformStream(label: string): StreamDecoder {
  const decoder = new TextDecoder(label);
  return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
}

const BEYOND_UNICODE = 0x10ffff;

function utf32Stream(isLittleEndian: boolean): StreamDecoder {
  let rest: Uint8Array = new Uint8Array(0);
  return (bytes, isLast) => {
    const all = new Uint8Array(rest.length + bytes.length);
    all.set(rest);
    all.set(bytes, rest.length);
    const view = new DataView(all.buffer);
    const end = all.length - (all.length % 4);
    let text = '';
    for (let at = 0; at < end; at += 4) {
      const code = view.getUint32(at, isLittleEndian);
      const isCharacter = code <= BEYOND_UNICODE && (code < 0xd800 || code > 0xdfff);
      text += isCharacter ? String.fromCodePoint(code) : '\ufffd';
    }
    rest = all.slice(end);
    return isLast && rest.length > 0 ? `${text}\ufffd` : text;
  };
}

function utf32Bytes(text: string, isLittleEndian: boolean): Uint8Array<ArrayBuffer> {
  const characters = Array.from(text);
  const bytes = new Uint8Array(characters.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [at, character] of characters.entries())
    view.setUint32(at * 4, character.codePointAt(0) ?? 0, isLittleEndian);
  return bytes;
}

function utf32(name: string, isLittleEndian: boolean): Charset {
  return streamed(
    name,
    () => utf32Stream(isLittleEndian),
    (text) => utf32Bytes(text, isLittleEndian),
  );
}

/** Without a byte order mark, UTF-32 is big-endian, as in Java (RI). */
export const UTF_32BE = utf32('utf-32be', false);
/** UTF-32 with the other order of bytes. */
export const UTF_32LE = utf32('utf-32le', true);

const UTF_32: ReadonlyMap<string, Charset> = new Map([
  ['utf-32', UTF_32BE],
  ['utf-32be', UTF_32BE],
  ['utf-32le', UTF_32LE],
]);

/** The charset of several bytes a character with this lower-case name; undefined if there is none. */
export function multiByteCharset(name: string): Charset | undefined {
  const label = LABELS.get(name);
  return label === undefined ? UTF_32.get(name) : streamed(name, () => platformStream(label));
}
