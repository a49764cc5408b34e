import type { JournalEntry } from '../../../mock-server/index.js';

type Raw = NonNullable<JournalEntry['raw']>;

const MASK = '********';
/** The most bytes of a body that are shown: calls are shorter, files are longer. */
const RAW_BYTES = 4096;
/** So much is looked through for passwords, so that none is shown in part. */
const SEARCHED_BYTES = 16 * RAW_BYTES;

/** Characters that XML has names for. */
const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Bytes of a text in the charsets that answers come in, or nothing where a charset lacks a character. Longest first. */
const CHARSETS: readonly ((text: string) => Buffer | undefined)[] = [
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le').swap16(),
  (text) => Buffer.from(text),
  (text) => (/^[\0-\xff]*$/.test(text) ? Buffer.from(text, 'latin1') : undefined),
];

/** Keeps passwords out of what is shown of the wire, in whichever charset and however spelt in XML they come back. */
export class Masks {
  /** Over the bytes, each as a character. */
  readonly #spelt: RegExp | undefined;

  constructor(passwords: readonly string[]) {
    const spelt = passwords
      .filter((password) => password !== '')
      .toSorted((one, other) => other.length - one.length)
      .flatMap((password) => CHARSETS.map((charset) => spellings(password, charset)));
    this.#spelt = spelt.length === 0 ? undefined : new RegExp([...new Set(spelt)].join('|'), 'g');
  }

  /** The beginning of a body. */
  body(bytes: Uint8Array): Raw['request'] {
    const searched = Buffer.from(bytes.subarray(0, SEARCHED_BYTES));
    const text = searched.toString('latin1');
    const masked = this.text(text);
    const shown = Buffer.from(masked, 'latin1').subarray(0, RAW_BYTES);
    return {
      base64: shown.toString('base64'),
      ...(masked !== text && { masked: true as const }),
      ...(bytes.length > RAW_BYTES && { of: bytes.length }),
    };
  }

  headers(headers: Readonly<Record<string, string>>): Raw['responseHeaders'] {
    return Object.entries(headers).map(([name, value]) => ({ name, value: this.text(value) }));
  }

  /** @param text whose characters are bytes */
  text(text: string): string {
    return this.#spelt ? text.replace(this.#spelt, MASK) : text;
  }

  /** The same with every text in it masked, however deep. */
  shown<Value>(value: Value): Value {
    // What comes out has the same shape, as only texts are replaced by texts.
    return this.#spelt ? (this.#masked(value) as Value) : value;
  }

  #masked(value: unknown): unknown {
    if (typeof value === 'string')
      return Buffer.from(this.text(Buffer.from(value).toString('latin1')), 'latin1').toString();
    if (Array.isArray(value)) return value.map((item) => this.#masked(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.#masked(inner)]));
  }
}

/**
 * Matches a password as it is, and with any of its characters as a reference. What is longer is tried first, here as
 * with the passwords themselves: `&` begins `&amp;`, and of a longer password the rest would stay.
 */
function spellings(password: string, charset: (typeof CHARSETS)[number]): string {
  const pattern = (text: string): string | undefined => {
    const bytes = charset(text);
    return bytes && Array.from(bytes, (byte) => `\\x${hex(byte).padStart(2, '0')}`).join('');
  };
  const digit = (text: string): string => `(?:${pattern(text)}|${pattern(text.toUpperCase())})`;
  const reference = (start: string, code: string): string =>
    `${pattern(start)}(?:${pattern('0')})*${Array.from(code, digit).join('')}${pattern(';')}`;
  return Array.from(password, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const name = NAMES[character];
    const ways = [
      reference('&#', String(code)),
      reference('&#x', hex(code)),
      name && pattern(name),
      pattern(character),
    ];
    return `(?:${ways.filter((way) => way !== undefined).join('|')})`;
  }).join('');
}

const hex = (code: number): string => code.toString(16);
