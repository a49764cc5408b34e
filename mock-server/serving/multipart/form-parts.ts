import { MalformedHead, PartHead } from './part-head.js';
import { type Piece, piecesOf } from './pieces.js';

/**
 * What a form consists of: the head of a part, bytes of it, its end; a head that cannot be read; one delimiter more; the
 * end of the form, behind which nothing counts.
 */
export type FormEvent =
  | { readonly kind: 'head'; readonly head: PartHead }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'part-end' }
  | { readonly kind: 'malformed'; readonly error: MalformedHead }
  | { readonly kind: 'form-end' };

const DASH = 45;
const CR = 13;
const LF = 10;

/** Reads a form. What is in no part, such as a preamble, comes as bytes before any head. */
export async function* formEvents(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<FormEvent> {
  const delimiter = Uint8Array.from(`\r\n--${boundary}`, (character) => character.charCodeAt(0));
  const reading = new PartReading();
  // What follows the form is read, too, and dropped.
  let isOver = false;
  for await (const piece of piecesOf(body, delimiter)) {
    if (isOver) continue;
    for (const event of reading.take(piece)) {
      yield event;
      isOver = event.kind === 'form-end';
      if (isOver) break;
    }
  }
}

class PartReading {
  /** The head that is being read. */
  #head: PartHead | undefined;
  /** What came of the two bytes behind a delimiter; undefined when they were read. */
  #behind: 'nothing' | typeof DASH | typeof CR | undefined;

  *take(piece: Piece): Generator<FormEvent> {
    if (piece === 'delimiter') {
      this.#behind = 'nothing';
      if (this.#head) this.#head.isSplit = true;
      yield { kind: 'part-end' };
      return;
    }
    let rest = piece;
    for (let before = -1; rest.length > 0 && rest.length !== before; ) {
      before = rest.length;
      rest = yield* this.#takeHead(rest);
      if (this.#behind !== undefined && rest.length > 0) rest = yield* this.#takeBehind(rest);
      if (this.#head) continue;
      if (this.#behind === undefined && rest.length > 0) {
        yield { kind: 'bytes', bytes: rest };
        return;
      }
    }
  }

  *#takeHead(bytes: Uint8Array): Generator<FormEvent, Uint8Array> {
    const head = this.#head;
    if (!head) return bytes;
    try {
      const taken = head.push(bytes);
      if (head.isRead) {
        this.#head = undefined;
        yield { kind: 'head', head };
      }
      return bytes.subarray(taken);
    } catch (error) {
      if (!(error instanceof MalformedHead)) throw error;
      this.#head = undefined;
      yield { kind: 'malformed', error };
      return new Uint8Array(0);
    }
  }

  /** Two dashes end the form, a line break begins a part; anything else is bytes of no part. */
  *#takeBehind(bytes: Uint8Array): Generator<FormEvent, Uint8Array> {
    const [first] = bytes;
    if (this.#behind === 'nothing') {
      this.#behind = first === DASH || first === CR ? first : undefined;
      return this.#behind === undefined ? bytes : bytes.subarray(1);
    }
    const isEnd = this.#behind === DASH;
    this.#behind = undefined;
    if (first !== (isEnd ? DASH : LF)) return bytes;
    if (isEnd) yield { kind: 'form-end' };
    else this.#head = new PartHead();
    return bytes.subarray(1);
  }
}
