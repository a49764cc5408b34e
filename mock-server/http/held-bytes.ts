/** Default limit of bytes that unfinished requests hold together. */
export const MOST_HELD = 256 * 1024 * 1024;

/** Seconds after which a client may try again. */
export const RETRY_AFTER = '1';

/** Limits the bytes that all unfinished requests hold in memory together. Each of them has limits, too. */
export class HeldBytes {
  #held = 0;

  /** @param most bytes */
  constructor(readonly most: number) {}

  /** Bytes held at the moment. */
  get held(): number {
    return this.#held;
  }

  /** Registers a request that begins to hold bytes. */
  open(): Holding {
    let own = 0;
    return {
      add: (bytes) => {
        // A request that is alone has only its own limits.
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

/** The bytes that one request holds. */
export interface Holding {
  /** Returns false if all requests together would hold too much; then nothing is added. */
  add(bytes: number): boolean;
  /** Call it when the request is over; further calls have no effect. */
  release(): void;
}
