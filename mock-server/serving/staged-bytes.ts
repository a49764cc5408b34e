import type { Content, ContentStore } from '../world/platform.js';

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

  /** All bytes, in order. */
  async *read(): AsyncGenerator<Uint8Array> {
    if (!this.#content) {
      if (this.#first) yield this.#first;
      return;
    }
    await this.#content.rest();
    yield* this.#content.read(0n, this.#size);
  }

  /** Forgets the bytes. Harmless when repeated. */
  async remove(): Promise<void> {
    await this.#content?.remove();
  }
}
