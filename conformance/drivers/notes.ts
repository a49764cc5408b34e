/** A program may write a byte at a time. */
const MOST_PIECES = 10_000;

/** The newest part of what a client wrote to its error output. */
export class Notes {
  readonly #most: number;
  #pieces: Uint8Array[] = [];
  #length = 0;
  #leftOut = 0;

  /** @param most bytes that are kept */
  constructor(most = 64 * 1024) {
    this.#most = most;
  }

  add(piece: Uint8Array): void {
    // A copy, since the piece may be a view of a much larger buffer.
    this.#pieces.push(new Uint8Array(piece.subarray(-this.#most)));
    this.#leftOut += Math.max(0, piece.length - this.#most);
    this.#length += Math.min(piece.length, this.#most);
    // Now and then, as each time takes as long as there are pieces.
    if (this.#length > 2 * this.#most || this.#pieces.length > MOST_PIECES) this.#tidy();
  }

  /** What came since it was last taken, with a word about what is left out. */
  take(): string {
    const text = this.#text();
    const notice = this.#leftOut > 0 ? `[${this.#leftOut} bytes before this are left out]\n` : '';
    this.#pieces = [];
    this.#length = 0;
    this.#leftOut = 0;
    return notice + text;
  }

  /** The last lines, without taking them. */
  lastLines(most = 10): string {
    return this.#text().trimEnd().split('\n').slice(-most).join('\n');
  }

  /** Makes one piece of all, without what is too much of the oldest. */
  #tidy(): void {
    const whole = Buffer.concat(this.#pieces);
    const kept = whole.subarray(-this.#most);
    this.#leftOut += whole.length - kept.length;
    this.#length = kept.length;
    this.#pieces = [kept];
  }

  #text(): string {
    this.#tidy();
    const whole = new TextDecoder().decode(this.#pieces[0]);
    // The first character may have lost its beginning.
    return this.#leftOut > 0 ? whole.replace(/^\uFFFD+/, '') : whole;
  }
}
