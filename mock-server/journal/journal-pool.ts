/** A journal as its pool sees it. */
export interface Pooled {
  /** About the memory that its entries take. */
  readonly bytes: number;
  /** Drops its oldest entries until it takes no more than so many bytes. */
  shrinkTo(bytes: number): void;
}

/** About the most bytes that the journals of a server take together, where nothing else is said. */
const DEFAULT_BYTES = 256 * 1024 * 1024;

/** How much is made free at a time, as a share of the limit, so that room need not be made with every entry. */
const AT_A_TIME = 0.05;

/**
 * What the journals of a server take together. When it is too much, the largest one gives way: a namespace that is
 * flooded does not cost the others their entries.
 */
export class JournalPool {
  readonly #journals = new Set<Pooled>();
  #bytes = 0;

  constructor(readonly limit: number = DEFAULT_BYTES) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** A journal takes so many bytes more, or less. */
  changed(journal: Pooled, by: number): void {
    this.#bytes += by;
    if (journal.bytes > 0) this.#journals.add(journal);
    else this.#journals.delete(journal);
    if (by > 0 && this.#bytes > this.limit) this.#makeRoom();
  }

  #makeRoom(): void {
    const goal = this.limit * (1 - AT_A_TIME);
    while (this.#bytes > goal && this.#journals.size > 0) {
      const [largest, next] = this.#largest();
      if (!largest) return;
      // Down to the size of the next one, as then both are the largest.
      const wanted = Math.max(largest.bytes - (this.#bytes - goal), Math.min(next, largest.bytes * 0.9));
      largest.shrinkTo(Math.max(0, Math.floor(wanted)));
    }
  }

  #largest(): [largest: Pooled | undefined, next: number] {
    let largest: Pooled | undefined;
    let next = 0;
    for (const journal of this.#journals) {
      if (journal.bytes > (largest?.bytes ?? 0)) {
        next = largest?.bytes ?? 0;
        largest = journal;
      } else next = Math.max(next, journal.bytes);
    }
    return [largest, next];
  }
}
