interface Range {
  start: bigint;
  end: bigint;
}

/** A set of byte positions, kept as ranges that neither overlap nor touch. Positions are 64-bit. */
export class ByteRanges {
  readonly #ranges: Range[] = [];

  /** Adds the positions from `start` up to, not including, `end`. */
  add(start: bigint, end: bigint): void {
    if (start >= end) return;
    const first = this.#firstEndingAtOrAfter(start);
    let last = first;
    const joined = { start, end };
    for (let next = this.#ranges[last]; next && next.start <= end; next = this.#ranges[++last]) {
      if (next.start < joined.start) joined.start = next.start;
      if (next.end > joined.end) joined.end = next.end;
    }
    this.#ranges.splice(first, last - first, joined);
  }

  clear(): void {
    this.#ranges.length = 0;
  }

  /** Whether every position from `start` up to, not including, `end` is in the set. */
  covers(start: bigint, end: bigint): boolean {
    return this.firstMissing(start, end) === undefined;
  }

  /** The first position from `start` up to, not including, `end` that is not in the set. */
  firstMissing(start: bigint, end: bigint): bigint | undefined {
    if (start >= end) return undefined;
    const range = this.#ranges[this.#firstEndingAtOrAfter(start)];
    const missing = range && range.start <= start ? range.end : start;
    return missing < end ? missing : undefined;
  }

  /** How many positions are in the set. */
  get total(): bigint {
    return this.#ranges.reduce((sum, range) => sum + range.end - range.start, 0n);
  }

  /** The ranges in order, `end` not included. */
  *[Symbol.iterator](): Generator<readonly [start: bigint, end: bigint]> {
    for (const { start, end } of this.#ranges) yield [start, end];
  }

  #firstEndingAtOrAfter(position: bigint): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const range = this.#ranges[middle];
      if (range && range.end < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
