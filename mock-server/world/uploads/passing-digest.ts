import type { Content, Digest } from '../platform.js';

/**
 * The MD5 of bytes that are written in any order. As long as they come in order it is computed in passing. It holds
 * for the bytes before a cursor; at the end only what lies behind the cursor is read again. Writing anything before
 * the cursor starts over.
 */
export class PassingDigest {
  #digest: Digest;
  #cursor = 0n;
  #known: string | undefined;

  constructor(private readonly start: () => Digest) {
    this.#digest = start();
  }

  /**
   * Call it before each write.
   * @param contested whether another write to some of these bytes is under way: which of them lands last is open, so
   *   these bytes are left to be read at the end
   */
  writing(offset: bigint, bytes: Uint8Array, contested: boolean): void {
    this.#known = undefined;
    if (offset < this.#cursor) this.#startOver();
    if (offset !== this.#cursor || contested) return;
    this.#digest.update(bytes);
    this.#cursor += BigInt(bytes.length);
  }

  /** Call it after each failed write: the bytes stored there are not known. */
  failed(offset: bigint): void {
    if (offset < this.#cursor) this.#startOver();
  }

  /** The digest of the first `size` bytes of the content in lower-case hex, while nothing is being written. */
  async hex(content: Content, size: bigint): Promise<string> {
    if (this.#known !== undefined) return this.#known;
    const digest = this.#digest;
    const cursor = this.#cursor;
    // A digest cannot go on after this, nor after a failure half-way.
    this.#startOver();
    if (cursor < size) for await (const piece of content.read(cursor, size)) digest.update(piece);
    this.#known = digest.hex();
    return this.#known;
  }

  #startOver(): void {
    this.#digest = this.start();
    this.#cursor = 0n;
  }
}
