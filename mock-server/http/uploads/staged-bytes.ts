import { type PartWriter, type Staging, UploadRefusal, type WholeWriter } from '../../world/index.js';

/**
 * Bytes whose destination is not known yet. The first chunk stays in memory, so short files cost no disk. Of more
 * bytes than there is room for, only the beginning is kept: enough to refuse the upload.
 */
export class StagedBytes {
  readonly #staging: Staging;
  #first: Uint8Array | undefined;
  #isStored = false;
  #size = 0n;
  #isCut = false;
  #isGiven = false;

  constructor(staging: Staging) {
    this.#staging = staging;
  }

  /** Appends bytes. One call at a time. */
  async write(bytes: Uint8Array): Promise<void> {
    const fits = bytes.subarray(0, Number(this.#staging.take(BigInt(bytes.length))));
    this.#isCut ||= fits.length < bytes.length;
    if (this.#first === undefined) this.#first = Uint8Array.from(fits);
    else if (fits.length > 0) await this.#store(fits, this.#first);
    this.#size += BigInt(fits.length);
  }

  /** All bytes, in order. @throws UploadRefusal 1 when more arrived than were kept */
  async *read(): AsyncGenerator<Uint8Array> {
    if (this.#isCut) throw tooMuch(1);
    if (!this.#isStored) {
      if (this.#first) yield this.#first;
      return;
    }
    await this.#staging.bytes.rest();
    yield* this.#staging.bytes.content.read(0n, this.#size);
  }

  /**
   * Gives the bytes to a file where they are, or moves them to their part.
   * @returns the number of bytes; undefined for few bytes in memory
   * @throws UploadRefusal when there are too many
   */
  async giveTo(writer: WholeWriter | PartWriter): Promise<bigint | undefined> {
    if (!this.#isStored && !this.#isCut) return undefined;
    await this.#staging.bytes.rest();
    await writer.takeOver(this.#staging.bytes, this.#size);
    this.#isGiven = true;
    if (this.#isCut) throw tooMuch(2);
    return this.#size;
  }

  /** Drops the bytes, unless a file has taken them. Further calls have no effect. */
  async remove(): Promise<void> {
    if (!this.#isGiven) await this.#staging.bytes.content.remove();
    this.#staging.giveBack();
  }

  async #store(bytes: Uint8Array, first: Uint8Array): Promise<void> {
    if (!this.#isStored) {
      this.#isStored = true;
      await this.#staging.bytes.write(0n, first);
    }
    await this.#staging.bytes.write(this.#size, bytes);
  }
}

/** Room was checked when the bytes began to arrive, and may have changed since. */
const tooMuch = (code: 1 | 2): UploadRefusal =>
  new UploadRefusal(code, 'more came than there was room for when it began');
