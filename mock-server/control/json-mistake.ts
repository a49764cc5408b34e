/** Where a text stops being JSON, and what stands there. Lines and columns begin with 1. */
export interface JsonMistake {
  readonly line: number;
  readonly column: number;
  readonly found: string;
}

const BLANK = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Characters of a text, so many at a time: a pattern without end needs a stack as long as the text. */
const CHARACTERS = /(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})){1,1000}/uy;

/**
 * Finds what JSON.parse complains of, in steps: its own messages differ from engine to engine, and many name no place.
 * @returns undefined when the text is JSON
 */
export function* findJsonMistake(text: string): Generator<void, JsonMistake | undefined> {
  const at = yield* new Reader(text).firstMistake();
  if (at === undefined) return undefined;
  let [line, start] = [1, 0];
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
    if (line % STRETCH === 0) yield;
  }
  const [character] = text.slice(at, at + 2);
  const found = character === undefined ? 'the end' : JSON.stringify(character);
  return { line, column: at - start + 1, found };
}

/** How many pieces are looked at between two places where others may have their turn. */
const STRETCH = 1000;

/** The same of pieces that have a thousand characters. */
const FEW = 20;

/** What is open around a place, the innermost last. */
type Closing = ']' | '}';

/** Goes through a text as far as it is JSON. */
class Reader {
  #at = 0;
  #pieces = 0;

  constructor(private readonly text: string) {}

  *firstMistake(): Generator<void, number | undefined> {
    const open: Closing[] = [];
    for (;;) {
      if (!(yield* this.#takeValue(open))) return this.#at;
      for (let closing = open.at(-1); closing !== undefined && this.#takeSign(closing); closing = open.at(-1))
        open.pop();
      if (open.length === 0) {
        this.#take(BLANK);
        return this.#at === this.text.length ? undefined : this.#at;
      }
      if (!this.#takeSign(',')) return this.#at;
      if (open.at(-1) === '}' && !(yield* this.#takeName())) return this.#at;
    }
  }

  /** A scalar, or all that opens around the first one; false at a mistake. */
  *#takeValue(open: Closing[]): Generator<void, boolean> {
    for (;;) {
      if (++this.#pieces % STRETCH === 0) yield;
      if (this.#takeSign('[')) {
        if (this.#takeSign(']')) return true;
        open.push(']');
      } else if (this.#takeSign('{')) {
        if (this.#takeSign('}')) return true;
        open.push('}');
        if (!(yield* this.#takeName())) return false;
      } else return this.text[this.#at] === '"' ? yield* this.#takeText() : this.#take(SCALAR);
    }
  }

  *#takeName(): Generator<void, boolean> {
    this.#take(BLANK);
    const start = this.#at;
    if ((yield* this.#takeText()) && this.#takeSign(':')) return true;
    this.#at = start;
    return false;
  }

  /** A text in quotes. Of one that is none, nothing is taken. */
  *#takeText(): Generator<void, boolean> {
    const start = this.#at;
    if (this.text[start] === '"') {
      this.#at += 1;
      while (this.#take(CHARACTERS)) if (++this.#pieces % FEW === 0) yield;
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
