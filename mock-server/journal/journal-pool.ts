/** A journal, as its pool sees it. */
export interface Pooled {
  /** Memory of its entries in bytes, estimated. */
  readonly bytes: number;
  /** Drops its oldest entries until the others take at most that many bytes. */
  shrinkTo(bytes: number): void;
}

/** Default limit of all journals of a server together, in bytes. */
const DEFAULT_BYTES = 256 * 1024 * 1024;

/** Share of the limit that is freed at once, so that not every new entry has to free memory. */
const AT_A_TIME = 0.05;

/**
 * Limits the memory of all journals of a server. The largest journal drops entries first: a flooded namespace does not
 * cost the others theirs.
 */
export class JournalPool {
  readonly #journals = new Set<Pooled>();
  #bytes = 0;

  constructor(readonly limit: number = DEFAULT_BYTES) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** Records that a journal grew or shrank. @param by bytes */
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
      // Down to the size of the second largest: then both are the largest.
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
