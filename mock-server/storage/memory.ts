import type { Content, ContentStore } from '../world/index.js';
import { closedStore, removedContent } from './errors.js';

/** Size of a block: 2 to the power of this, in bytes. */
const BLOCK_BITS = 16n;
const BLOCK = 1 << Number(BLOCK_BITS);

/** Keeps bytes in memory. Only blocks that were written to are allocated, so gaps cost nothing. */
export class MemoryContentStore implements ContentStore {
  readonly #contents = new Set<MemoryContent>();
  #closed = false;

  /** How many contents were created and not removed. */
  get size(): number {
    return this.#contents.size;
  }

  /** @throws StorageError once the store was closed */
  create(): Content {
    if (this.#closed) throw closedStore();
    const content = new MemoryContent(() => this.#contents.delete(content));
    this.#contents.add(content);
    return content;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const content of this.#contents) await content.remove();
  }
}

class MemoryContent implements Content {
  /** By block number. A block is as long as its written bytes; past that it reads as zero. */
  readonly #blocks = new Map<bigint, Uint8Array>();
  #removed = false;

  constructor(private readonly forget: () => void) {}

  async write(offset: bigint, bytes: Uint8Array): Promise<void> {
    this.#refuseIfRemoved();
    for (let done = 0; done < bytes.length; ) {
      const { index, within, length } = slice(offset + BigInt(done), bytes.length - done);
      this.#block(index, within + length).set(bytes.subarray(done, done + length), within);
      done += length;
    }
  }

  async *read(start: bigint, end: bigint): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; ) {
      this.#refuseIfRemoved();
      const { index, within, length } = slice(at, end - at > BLOCK ? BLOCK : Number(end - at));
      const piece = new Uint8Array(length);
      const block = this.#blocks.get(index);
      if (block) piece.set(block.subarray(within, within + length));
      at += BigInt(length);
      yield piece;
    }
  }

  async truncate(size: bigint): Promise<void> {
    this.#refuseIfRemoved();
    const { index, within } = slice(size, 0);
    for (const [number, block] of this.#blocks) {
      if (number > index) this.#blocks.delete(number);
      else if (number === index) this.#blocks.set(number, block.slice(0, within));
    }
  }

  async rest(): Promise<void> {}

  async remove(): Promise<void> {
    this.#removed = true;
    this.#blocks.clear();
    this.forget();
  }

  #block(index: bigint, needed: number): Uint8Array {
    const block = this.#blocks.get(index);
    if (block && block.length >= needed) return block;
    const longer = new Uint8Array(grown(block?.length ?? 0, needed));
    if (block) longer.set(block);
    this.#blocks.set(index, longer);
    return longer;
  }

  #refuseIfRemoved(): void {
    if (this.#removed) throw removedContent();
  }
}

/** The first part of a range that is in one block. */
function slice(at: bigint, length: number): { index: bigint; within: number; length: number } {
  const index = at >> BLOCK_BITS;
  const within = Number(at - (index << BLOCK_BITS));
  return { index, within, length: Math.min(length, BLOCK - within) };
}

/** The first write allocates what it needs, so that many small files stay small; later blocks double. */
function grown(present: number, needed: number): number {
  return Math.min(BLOCK, Math.max(needed, present * 2));
}
