import { type Charset, detectByBytes, detectNamed, isSettled } from './charset.js';

/** Decoded text: the valid text, then text with replacements, and the problem that ended it, if any. */
export interface Decoded {
  readonly text: string;
  /** Text from the first invalid byte on, with U+FFFD in place of invalid bytes. */
  readonly replaced?: string;
  readonly problem?: string;
  /** Whether the charset is the problem, before any text. */
  readonly unknown?: true;
}

const NOTHING = new Uint8Array(0);

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function tryDecode(charset: Charset, bytes: Uint8Array): string | undefined {
  try {
    return charset.decode(bytes);
  } catch {
    // The error of a decoder has no further information; the caller names the charset.
    return undefined;
  }
}

/** The longest valid prefix: where the bytes become invalid must not depend on their chunks. */
function goodBeginning(charset: Charset, bytes: Uint8Array): string {
  let good = 0;
  let text = '';
  for (let bad = bytes.length; bad - good > 1; ) {
    const middle = (good + bad) >>> 1;
    const head = bytes.subarray(0, middle);
    const decoded = tryDecode(charset, head.subarray(0, charset.complete(head)));
    if (decoded === undefined) bad = middle;
    else {
      good = middle;
      text = decoded;
    }
  }
  return text;
}

/**
 * Decodes the bytes of a request, in chunks that may end inside a character. The charset is that of the header, else
 * it is detected in the bytes. A byte order mark is not part of the text. Invalid bytes are replaced if the header
 * names the charset, else they end the text (RI).
 */
export class ByteDecoder {
  readonly #named: Charset | undefined;
  #charset: Charset | undefined;
  #stream: ReturnType<NonNullable<Charset['stream']>> | undefined;
  #pending: Uint8Array = NOTHING;

  constructor(named: Charset | undefined) {
    this.#named = named;
  }

  write(bytes: Uint8Array): Decoded {
    const pending = join(this.#pending, bytes);
    if (this.#charset === undefined && !isSettled(pending)) {
      this.#pending = pending.slice();
      return { text: '' };
    }
    return this.#decode(pending);
  }

  /** Call it once, after the last chunk. */
  end(): Decoded {
    const decoded = this.#decode(this.#pending);
    if (this.#stream) return { text: decoded.text + this.#stream(NOTHING, true) };
    if (decoded.problem !== undefined || this.#pending.length === 0) return decoded;
    if (this.#named?.replace !== undefined)
      return { ...decoded, replaced: `${decoded.replaced ?? ''}\ufffd` };
    return { text: decoded.text, problem: `the last character is cut off (${this.#charset?.name})` };
  }

  #decode(bytes: Uint8Array): Decoded {
    const { charset, body, problem } = this.#open(bytes);
    if (charset === undefined) return { text: '', problem, unknown: true };
    if (charset.stream) {
      this.#pending = NOTHING;
      this.#stream ??= charset.stream();
      return { text: this.#stream(body, false) };
    }
    const whole = body.subarray(0, charset.complete(body));
    this.#pending = whole.length === body.length ? NOTHING : body.slice(whole.length);
    const text = tryDecode(charset, whole);
    if (text !== undefined) return { text };
    const good = goodBeginning(charset, whole);
    const replaced = this.#named?.replace?.(whole).slice(good.length);
    return replaced === undefined
      ? { text: good, problem: `the bytes are not ${charset.name}` }
      : { text: good, replaced };
  }

  #open(
    bytes: Uint8Array,
  ):
    | { charset: Charset; body: Uint8Array; problem?: never }
    | { charset?: never; body?: never; problem: string } {
    if (this.#charset !== undefined) return { charset: this.#charset, body: bytes };
    const found = this.#named === undefined ? detectByBytes(bytes) : detectNamed(this.#named, bytes);
    if ('problem' in found) return found;
    this.#charset = found.charset;
    return { charset: found.charset, body: bytes.subarray(found.skip) };
  }
}
