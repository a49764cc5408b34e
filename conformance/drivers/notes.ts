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
    this.#pieces.push(piece.slice(-this.#most));
    this.#leftOut += Math.max(0, piece.length - this.#most);
    this.#length += Math.min(piece.length, this.#most);
    while (this.#length > this.#most) this.#drop();
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

  /** Makes room; of the oldest piece only as much goes as must. */
  #drop(): void {
    const [oldest, ...others] = this.#pieces;
    if (!oldest) return;
    const excess = Math.min(oldest.length, this.#length - this.#most);
    this.#pieces = excess === oldest.length ? others : [oldest.subarray(excess), ...others];
    this.#length -= excess;
    this.#leftOut += excess;
  }

  #text(): string {
    const decoder = new TextDecoder();
    const text = this.#pieces.map((piece) => decoder.decode(piece, { stream: true })).join('');
    const whole = text + decoder.decode();
    // The first character may have lost its beginning.
    return this.#leftOut > 0 ? whole.replace(/^\uFFFD+/, '') : whole;
  }
}
