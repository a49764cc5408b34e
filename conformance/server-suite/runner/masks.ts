import type { JournalEntry } from '../../../mock-server/index.js';

type Raw = NonNullable<JournalEntry['raw']>;

const MASK = '********';
/** The most bytes of a body that are shown: calls are shorter, files are longer. */
const RAW_BYTES = 4096;
/** So much is looked through for passwords, so that none is shown in part. */
const SEARCHED_BYTES = 16 * RAW_BYTES;

/** Names of characters that XML has. */
const NAMES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** Keeps passwords out of what is shown of the wire, however the suite and its toolkits spell them in XML. */
export class Masks {
  /** Over the bytes, each as a character. */
  readonly #spelt: RegExp | undefined;

  constructor(passwords: readonly string[]) {
    const spelt = passwords
      .filter((password) => password !== '')
      .toSorted((one, other) => other.length - one.length)
      .map(spellings);
    this.#spelt = spelt.length === 0 ? undefined : new RegExp(spelt.join('|'), 'gi');
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

  headers(headers: Readonly<Record<string, string>>): Raw['replyHeaders'] {
    return Object.entries(headers).map(([name, value]) => ({ name, value: this.text(value) }));
  }

  text(text: string): string {
    return this.#spelt ? text.replace(this.#spelt, MASK) : text;
  }
}

/**
 * Matches a password as it is, and with any of its characters as a reference. What is longer is tried first, here as
 * with the passwords themselves: `&` begins `&amp;`, and of a longer password the rest would stay.
 */
const spellings = (password: string): string => Array.from(password, spellingsOf).join('');

function spellingsOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = NAMES[character];
  const plain = Buffer.from(character)
    .toString('latin1')
    .replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return `(?:&#0*${code};|&#x0*${code.toString(16)};|${name ? `&${name};|` : ''}${plain})`;
}
