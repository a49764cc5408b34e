/** Where a text stops being JSON, and the character there. Line and column start at 1. */
export interface JsonMistake {
  readonly line: number;
  readonly column: number;
  readonly found: string;
}

const BLANK = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Bounded: a pattern without a bound needs a stack as deep as the text is long. */
const CHARACTERS = /(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})){1,1000}/uy;

/**
 * Finds the error that JSON.parse reports, whose messages differ between engines and often have no position.
 * @returns its offset in the text; undefined for valid JSON
 */
export const mistakeIn = (text: string): number | undefined => new Reader(text).firstMistake();

/** Bytes to decode at once. */
const AT_ONCE = 256 * 1024;

/**
 * The position of a byte in a text, in steps.
 * @throws TypeError when the bytes before it are not UTF-8
 */
export function* placeOf(bytes: Uint8Array, at: number): Generator<void, JsonMistake> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [line, column] = [1, 1];
  for (let from = 0; from < at; from += AT_ONCE) {
    const text = decoder.decode(bytes.subarray(from, Math.min(from + AT_ONCE, at)), { stream: true });
    const lastLine = text.lastIndexOf('\n');
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) line += 1;
    column = lastLine < 0 ? column + text.length : text.length - lastLine;
    yield;
  }
  const [character] = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(at, at + 4));
  return { line, column, found: character === undefined ? 'end of the text' : JSON.stringify(character) };
}

/** The closing signs of what is open, the innermost last. */
type Closing = ']' | '}';

/** Reads a text as far as it is JSON. */
class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  firstMistake(): number | undefined {
    const open: Closing[] = [];
    for (;;) {
      if (!this.#takeValue(open)) return this.#at;
      for (let closing = open.at(-1); closing !== undefined && this.#takeSign(closing); closing = open.at(-1))
        open.pop();
      if (open.length === 0) {
        this.#take(BLANK);
        return this.#at === this.text.length ? undefined : this.#at;
      }
      if (!this.#takeSign(',')) return this.#at;
      if (open.at(-1) === '}' && !this.#takeName()) return this.#at;
    }
  }

  /** A scalar, or the opening signs before the first one; false at a mistake. */
  #takeValue(open: Closing[]): boolean {
    for (;;) {
      if (this.#takeSign('[')) {
        if (this.#takeSign(']')) return true;
        open.push(']');
      } else if (this.#takeSign('{')) {
        if (this.#takeSign('}')) return true;
        open.push('}');
        if (!this.#takeName()) return false;
      } else return this.text[this.#at] === '"' ? this.#takeText() : this.#take(SCALAR);
    }
  }

  #takeName(): boolean {
    this.#take(BLANK);
    const start = this.#at;
    if (this.#takeText() && this.#takeSign(':')) return true;
    this.#at = start;
    return false;
  }

  /** A quoted text; takes nothing of a malformed one. */
  #takeText(): boolean {
    const start = this.#at;
    if (this.text[start] === '"') {
      this.#at += 1;
      while (this.#take(CHARACTERS));
      if (this.text[this.#at] === '"') {
        this.#at += 1;
        return true;
      }
    }
    this.#at = start;
    return false;
  }

  #takeSign(sign: string): boolean {
    this.#take(BLANK);
    if (this.text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.test(this.text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }
}
