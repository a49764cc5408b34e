import type { StoredBytes } from '../nodes.js';
import type { Content, Digest } from '../platform.js';
import { turn } from '../turn.js';

/** Bytes hashed in one step: some milliseconds, even in plain JavaScript. */
const AT_ONCE = 2n ** 21n;

/** Bytes that may still be hashed before the next turn, for all files together. */
let left = AT_ONCE;

/** One after the other. */
let underWay: Promise<void> = Promise.resolve();

/** Bytes whose digest is computed when it is first asked for. */
export class LazyBytes implements StoredBytes {
  #md5: string | undefined;
  #computing: Promise<void> | undefined;

  /** @param pieces all bytes in order, in pieces far smaller than one step */
  constructor(
    readonly content: Content,
    readonly size: bigint,
    private readonly pieces: () => Iterable<Uint8Array>,
    private readonly startDigest: () => Digest,
  ) {}

  /** Slow for many bytes: wait for `whenKnown` first. */
  get md5(): string {
    if (this.#md5 !== undefined) return this.#md5;
    const digest = this.startDigest();
    for (const piece of this.pieces()) digest.update(piece);
    this.#md5 = digest.hex();
    return this.#md5;
  }

  get whenKnown(): Promise<void> | undefined {
    if (this.#md5 !== undefined) return undefined;
    if (!this.#computing && this.size <= left) {
      left -= this.size;
      return undefined;
    }
    this.#computing ??= this.#inTurn();
    return this.#computing;
  }

  #inTurn(): Promise<void> {
    const computing = underWay.then(() => this.#compute());
    underWay = computing.catch(() => {
      this.#computing = undefined;
    });
    return computing;
  }

  async #compute(): Promise<void> {
    const digest = this.startDigest();
    for (const piece of this.pieces()) {
      if (BigInt(piece.length) > left) {
        await turn();
        left = AT_ONCE;
      }
      left -= BigInt(piece.length);
      digest.update(piece);
    }
    this.#md5 = digest.hex();
  }
}
