import { OPERATIONS, type OperationName } from '../../../wsdl/contract.js';
import { readPassword } from '../../world/index.js';
import type { NameAndValue, SecretPlace } from '../entry.js';

/** Shown in place of a password. */
export const MASK = '********';

/** In arguments, results, form fields, query parameters and headers alike: `cupa` is a log-in cookie (client). */
const SECRET_NAME = /passw|pwd|passwd|secret|token|authorization|cookie|^cupa$|^userPass2$/i;

/** Whether a value of this name is a password, or as good as one. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

/** Whether the last step of a path such as `properties.password` names a password. */
export const isSecretPath = (path: string): boolean => isSecretName(path.slice(path.lastIndexOf('.') + 1));

/**
 * Elements of an operation's arguments that hold passwords: `arg0`, `arg1` and so on.
 * @param hidesLogin whether the login may be a password, too
 */
export function secretParts(operation: OperationName, hidesLogin: boolean): readonly string[] {
  return OPERATIONS[operation].args
    .filter(({ name }) => isSecretName(name) || (hidesLogin && name === 'login'))
    .map(({ part }) => part);
}

/** Shorter passwords are masked only in fields of a secret name: too much else is spelled the same. */
const SHORTEST_WHOLE = 4;
const SHORTEST_ANYWHERE = 8;

/** The generated password of a folder, after its id: a result of decodeId, or an old address (client). */
const GENERATED = /^(\d+\/)[0-9a-f]{8}$|(\/\d+\/)[0-9a-f]{8}(?=[/?#]|$)/g;
const IN_ADDRESS = /(\b(?:userPass2|cupa)=)[^&#\s"'<>]+/gi;

/** Masks the passwords of folders in addresses. */
export const maskAddresses = (text: string): string =>
  text.replace(GENERATED, `$1$2${MASK}`).replace(IN_ADDRESS, `$1${MASK}`);

/**
 * The passwords of one exchange, to be masked in all texts of it. A password that could be an ordinary word or number is
 * masked where it is the whole text. A distinctive one (eight characters or more, of two kinds) is masked inside other
 * texts too, also percent-encoded, and as UTF-8 that was read as Latin-1 (headers).
 */
export class Secrets {
  readonly #whole = new Set<string>();
  readonly #anywhere: readonly string[];
  readonly #places: readonly SecretPlace[];

  /**
   * @param login a password equal to the login is not hidden: the login is shown anyway
   * @param places parts of the request that held a password when it was recorded
   */
  constructor(passwords: Iterable<string> = [], login?: string, places: readonly SecretPlace[] = []) {
    for (const sent of passwords) {
      for (const password of [sent, readPassword(sent).password]) {
        if (password.length < SHORTEST_WHOLE || password === login) continue;
        this.#whole.add(password).add(asLatin1(password));
      }
    }
    // The longest first: one may be the beginning of another.
    this.#anywhere = [...this.#whole].filter(isDistinctive).sort((a, b) => b.length - a.length);
    this.#places = places.filter(({ holds }) => holds === 'password');
  }

  /** The text with `********` for every password in it. */
  mask(text: string): string {
    if (this.#whole.has(text)) return MASK;
    let shown = maskAddresses(text);
    if (this.#anywhere.length === 0) return shown;
    for (const secret of this.#anywhere) shown = shown.replaceAll(secret, MASK);
    return /[%+]/.test(shown) ? this.#maskEncoded(shown) : shown;
  }

  /** Whether a distinctive password is in the text, not encoded. */
  isIn(text: string): boolean {
    return this.#anywhere.some((secret) => text.includes(secret));
  }

  /** Whether a header, cookie, query parameter or form field holds a password. */
  isHeldBy(where: SecretPlace['where'], name: string): boolean {
    const spelled = where === 'header' ? name.toLowerCase() : name;
    return (
      isSecretName(name) || this.#places.some((place) => place.where === where && place.name === spelled)
    );
  }

  /** Whether the password of the account was found anywhere in the request. */
  get isInRequest(): boolean {
    return this.#places.length > 0;
  }

  /** The value of a header, cookie, query parameter or form field. An empty one is shown: it hides nothing. */
  maskNamed(where: SecretPlace['where'], name: string, value: string): string {
    return value !== '' && this.isHeldBy(where, name) ? MASK : this.mask(value);
  }

  /** @param headers name, value, name, value */
  maskHeaders(headers: readonly string[]): NameAndValue[] {
    const shown: NameAndValue[] = [];
    for (let index = 0; index + 1 < headers.length; index += 2) {
      const name = headers[index] ?? '';
      shown.push({ name, value: this.maskNamed('header', name, headers[index + 1] ?? '') });
    }
    return shown;
  }

  /** The target of a request line, with its path and query. */
  maskTarget(target: string): string {
    const [path = '', ...query] = target.split('?');
    if (query.length === 0) return this.mask(target);
    const shown = query.join('?').replace(/([^&=]*)=[^&]*/g, (pair, name: string) => {
      return this.isHeldBy('query', decodedName(name)) ? `${name}=${MASK}` : pair;
    });
    return this.mask(`${path}?${shown}`);
  }

  /** Masks whole components of an address; all of it where a password extends over several. */
  #maskEncoded(text: string): string {
    const shown = text
      .split(/([/?&=#;])/)
      .map((piece) => (this.#isInEncoded(piece) ? MASK : piece))
      .join('');
    return this.#isInEncoded(shown) ? MASK : shown;
  }

  #isInEncoded(text: string): boolean {
    // In a query or a form, a plus is a space.
    return this.isIn(percentDecoded(text)) || this.isIn(percentDecoded(text.replaceAll('+', ' ')));
  }
}

const decodedName = (encoded: string): string => [...new URLSearchParams(`${encoded}=`).keys()][0] ?? '';

/** Whether a text is long and mixed enough to be no ordinary word. */
export function isDistinctive(text: string): boolean {
  const kinds = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(text));
  return text.length >= SHORTEST_ANYWHERE && kinds.length >= 2;
}

/** The UTF-8 of a text as a reader of headers shows it, which takes every byte for a character. */
export const asLatin1 = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));

/** Decodes `%xx` where the bytes are UTF-8; the rest stays. */
export function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      // Bytes that are not UTF-8 are no text to compare.
      return escaped;
    }
  });
}
