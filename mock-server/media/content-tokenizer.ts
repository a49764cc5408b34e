import { AbstractTokenizer, EndOfStreamError, type IReadChunkOptions } from 'strtok3/core';
import type { MediaFile } from '../world/index.js';

/** Bytes fetched at a time: parsers read a few bytes here and there, and every read of a storage costs. */
const WINDOW = 64 * 1024;

/** The most bytes fetched of one file. Tags of valid files need less. */
const BUDGET = 8 * 1024 * 1024;

/** Lets music-metadata look into a file at any place, without reading it as a whole. */
export class ContentTokenizer extends AbstractTokenizer {
  override readonly fileInfo: { readonly size: number };
  /** An error of the storage, as opposed to one of the parser. */
  failure: unknown;
  readonly #file: MediaFile;
  #window = new Uint8Array(0);
  #windowStart = 0;
  #fetched = 0;

  constructor(file: MediaFile) {
    super({ maxBufferSize: BUDGET });
    this.#file = file;
    this.fileInfo = { size: Number(file.size) };
  }

  override supportsRandomAccess(): boolean {
    return true;
  }

  setPosition(position: number): void {
    this.position = position;
  }

  override async readBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { position } = this.normalizeOptions(target, options);
    const length = await this.peekBuffer(target, options);
    this.position = position + length;
    return length;
  }

  override async peekBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { length, position, mayBeLess } = this.normalizeOptions(target, options);
    const there = Math.max(0, Math.min(length, this.fileInfo.size - position));
    if (there < length && !mayBeLess) throw new EndOfStreamError();
    if (there === 0) return 0;
    await this.#reach(position, position + there);
    const from = position - this.#windowStart;
    target.set(this.#window.subarray(from, from + there));
    return there;
  }

  /** Makes the window cover some bytes. */
  async #reach(start: number, end: number): Promise<void> {
    if (start >= this.#windowStart && end <= this.#windowStart + this.#window.length) return;
    const length = Math.min(Math.max(end - start, WINDOW), this.fileInfo.size - start);
    this.#fetched += length;
    if (this.#fetched > BUDGET) throw new EndOfStreamError();
    try {
      this.#window = await readBytes(this.#file, start, length);
    } catch (error) {
      this.failure = error;
      throw error;
    }
    this.#windowStart = start;
  }
}

/** A range of a file's bytes. @param length in bytes; the caller makes sure that it fits into memory */
export async function readBytes({ content }: MediaFile, start: number, length: number) {
  const bytes = new Uint8Array(length);
  let filled = 0;
  for await (const piece of content.read(BigInt(start), BigInt(start + length))) {
    bytes.set(piece, filled);
    filled += piece.length;
  }
  return bytes;
}
