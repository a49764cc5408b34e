import { AdapterError } from './client-under-test.js';

const NEWLINE = 0x0a;

/** Cuts what a client prints into lines, in chunks of any size. */
export class LineSplitter {
  readonly #longest: number;
  #pieces: Uint8Array[] = [];
  #length = 0;
  #lines = 0;

  /** @param longest bytes that a line may have */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /**
   * The lines that end in this piece, numbered from 1.
   * @throws AdapterError when a line is too long or is not UTF-8
   */
  *push(piece: Uint8Array): Generator<{ readonly number: number; readonly text: string }> {
    let rest = piece;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      this.#keep(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
      yield { number: ++this.#lines, text: this.#take() };
    }
    this.#keep(rest);
  }

  /** The beginning of a line that has no end yet, as far as it can be read. */
  get unfinished(): string {
    return new TextDecoder().decode(joined(this.#pieces));
  }

  #keep(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length > this.#longest)
      throw new AdapterError(
        `Line ${this.#lines + 1} of the client's output is longer than ${this.#longest} bytes.\n` +
          'A message is one line, ended by a line feed; contents of files go by path.',
      );
    if (piece.length > 0) this.#pieces.push(piece);
  }

  #take(): string {
    const bytes = joined(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch (cause) {
      const seen = new TextDecoder().decode(bytes.subarray(0, 200));
      throw new AdapterError(
        `Line ${this.#lines} of the client's output is not UTF-8: ${seen}\nWrite UTF-8, or escape in JSON what is not ASCII.`,
        { cause },
      );
    }
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1 && pieces[0]) return pieces[0];
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
