import type { Content, ContentStore } from '../world/platform.js';
import type { StoreBytes } from './byte-pump.js';

/** Bytes that wait until it is known where they go. The first piece waits in memory, so short files cost no disk. */
export class StagedBytes {
  readonly #contents: ContentStore;
  #first: Uint8Array | undefined;
  #content: Content | undefined;
  #size = 0n;

  constructor(contents: ContentStore) {
    this.#contents = contents;
  }

  /** Appends bytes. One call at a time. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#first === undefined) {
      this.#first = Uint8Array.from(bytes);
    } else {
      if (!this.#content) {
        this.#content = this.#contents.create();
        await this.#content.write(0n, this.#first);
      }
      await this.#content.write(this.#size, bytes);
    }
    this.#size += BigInt(bytes.length);
  }

  /** Hands all bytes over, in order. */
  async copyTo(store: StoreBytes): Promise<void> {
    if (!this.#content) {
      if (this.#first) await store(this.#first);
      return;
    }
    await this.#content.rest();
    for await (const bytes of this.#content.read(0n, this.#size)) await store(bytes);
  }

  /** Forgets the bytes. Harmless when repeated. */
  async remove(): Promise<void> {
    await this.#content?.remove();
  }
}
