/** The most bytes that unfinished requests hold together, unless the options say otherwise. */
export const MOST_HELD = 256 * 1024 * 1024;

/** After this time it is worth another try, in seconds. */
export const RETRY_AFTER = '1';

/**
 * Bytes that requests hold in memory until they are answered: bounded for all of them together, as each alone may hold
 * as much as its own limits allow.
 */
export class HeldBytes {
  #held = 0;

  /** @param most bytes */
  constructor(readonly most: number) {}

  /** Bytes at this moment. */
  get held(): number {
    return this.#held;
  }

  /** To be called by a request that begins to hold bytes. */
  open(): Holding {
    let own = 0;
    return {
      add: (bytes) => {
        // A request that is alone is bounded by its own limits.
        if (this.#held > own && this.#held + bytes > this.most) return false;
        own += bytes;
        this.#held += bytes;
        return true;
      },
      release: () => {
        this.#held -= own;
        own = 0;
      },
    };
  }
}

/** What one request holds. */
export interface Holding {
  /** False when that would be too much for all requests together; then nothing was added. */
  add(bytes: number): boolean;
  /** To be called when the request is over. Harmless when repeated. */
  release(): void;
}
