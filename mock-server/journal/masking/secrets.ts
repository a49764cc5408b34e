import { readPassword } from '../../world/accounts/credentials.js';
import { formDecoded, percentDecoded } from './percent.js';
import { MASK } from './secret-names.js';

/** Shorter ones are looked for only where passwords stand: too much else is spelled the same. */
const SHORTEST_WHOLE = 4;
const SHORTEST_ANYWHERE = 8;

/** The generated password of a folder: behind its id, as decodeId answers and as old addresses have it (client). */
const GENERATED = /^(\d+\/)[0-9a-f]{8}$|(\/\d+\/)[0-9a-f]{8}(?=[/?#]|$)/g;
const IN_ADDRESS = /(\b(?:userPass2|cupa)=)[^&#\s"'<>]+/gi;

/**
 * The passwords of one exchange, to be masked in any text of it. One that could be an ordinary word or number is only
 * masked where it is the whole text; one that is distinctive - eight characters or more, of two kinds - also inside
 * others, in the spellings of addresses, and as a header has it that was read as Latin-1.
 */
export class Secrets {
  readonly #whole = new Set<string>();
  readonly #anywhere: readonly string[];

  /** @param login where a password is the same as the login, nothing is gained by hiding that */
  constructor(passwords: Iterable<string>, login?: string) {
    for (const sent of passwords) {
      for (const password of [sent, readPassword(sent).password]) {
        if (password.length < SHORTEST_WHOLE || password === login) continue;
        this.#whole.add(password).add(asLatin1(password));
      }
    }
    // The longest first: one may be the beginning of another.
    this.#anywhere = [...this.#whole].filter(isDistinctive).sort((a, b) => b.length - a.length);
  }

  /** The text with `********` for every password in it. */
  mask(text: string): string {
    if (this.#whole.has(text)) return MASK;
    let shown = text.replace(GENERATED, `$1$2${MASK}`).replace(IN_ADDRESS, `$1${MASK}`);
    if (this.#anywhere.length === 0) return shown;
    for (const secret of this.#anywhere) shown = shown.replaceAll(secret, MASK);
    return /[%+]/.test(shown) ? this.#maskEncoded(shown) : shown;
  }

  /** Whether a distinctive password is in the text as it stands. */
  isIn(text: string): boolean {
    return this.#anywhere.some((secret) => text.includes(secret));
  }

  /** In place of only a piece of an address, all of it goes where a password reaches over several pieces. */
  #maskEncoded(text: string): string {
    const shown = text
      .split(/([/?&=#;])/)
      .map((piece) => (this.#isInEncoded(piece) ? MASK : piece))
      .join('');
    return this.#isInEncoded(shown) ? MASK : shown;
  }

  #isInEncoded(text: string): boolean {
    return this.isIn(percentDecoded(text)) || this.isIn(formDecoded(text));
  }
}

/** Whether a text is long and mixed enough to be no ordinary word. */
export function isDistinctive(text: string): boolean {
  const kinds = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(text));
  return text.length >= SHORTEST_ANYWHERE && kinds.length >= 2;
}

/** UTF-8 as a reader of headers shows it, who takes every byte for a character. */
export const asLatin1 = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
