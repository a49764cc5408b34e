import { type PartWriter, type Staging, UploadRefusal, type WholeWriter } from '../../world/index.js';

/**
 * Bytes that wait until it is known where they go. The first piece waits in memory, so short files cost no disk. Of what
 * is more than can be of use, the beginning alone is kept: enough to be refused for it.
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

  /** All bytes, in order. @throws UploadRefusal 1 when there were more than were kept */
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
   * Lets a file have the bytes where they are, or moves them to their part.
   * @returns how many; undefined when they are few and in memory
   * @throws UploadRefusal when they are too many
   */
  async giveTo(writer: WholeWriter | PartWriter): Promise<bigint | undefined> {
    if (!this.#isStored && !this.#isCut) return undefined;
    await this.#staging.bytes.rest();
    await writer.takeOver(this.#staging.bytes, this.#size);
    this.#isGiven = true;
    if (this.#isCut) throw tooMuch(2);
    return this.#size;
  }

  /** Forgets the bytes, unless a file has got them. Harmless when repeated. */
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

/** What there is room for was asked when the bytes began to come, and may have changed since. */
const tooMuch = (code: 1 | 2): UploadRefusal =>
  new UploadRefusal(code, 'more came than there was room for when it began');
