import type { Charset } from './single-byte.js';

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

/** A charset that can be read and not written: responses to it are in UTF-8. */
function readOnly(name: string, stream: () => StreamDecoder): Charset {
  const whole = (bytes: Uint8Array): string => stream()(bytes, true);
  return {
    name,
    stream,
    complete: (bytes) => bytes.length,
    decode: whole,
    replace: whole,
    encode: (text) => new TextEncoder().encode(text),
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

/** Without a byte order mark, UTF-32 is big-endian, as in Java (RI). */
export const UTF_32BE = readOnly('utf-32be', () => utf32Stream(false));
/** UTF-32 with the other order of bytes. */
export const UTF_32LE = readOnly('utf-32le', () => utf32Stream(true));

const UTF_32: ReadonlyMap<string, Charset> = new Map([
  ['utf-32', UTF_32BE],
  ['utf-32be', UTF_32BE],
  ['utf-32le', UTF_32LE],
]);

/** The charset of several bytes a character with this lower-case name; undefined if there is none. */
export function multiByteCharset(name: string): Charset | undefined {
  const label = LABELS.get(name);
  return label === undefined ? UTF_32.get(name) : readOnly(name, () => platformStream(label));
}
