import { ByteRanges } from './byte-ranges.js';
import { PassingDigest } from './passing-digest.js';
import type { Content, Platform } from './platform.js';

interface Write {
  readonly start: bigint;
  readonly end: bigint;
}

/** The bytes of an upload while they arrive, in any order and several at a time. Offsets are 64-bit. */
export class ArrivingBytes {
  readonly received = new ByteRanges();
  readonly content: Content;
  readonly #digest: PassingDigest;
  readonly #underWay = new Map<Write, Promise<void>>();
  #resting: Promise<void> | undefined;

  constructor(platform: Platform) {
    this.content = platform.contents.create();
    this.#digest = new PassingDigest(platform.digest);
  }

  /** Stores bytes at an offset. They count as received when the promise is fulfilled, and not before. */
  write(offset: bigint, bytes: Uint8Array): Promise<void> {
    const write = { start: offset, end: offset + BigInt(bytes.length) };
    this.#digest.writing(offset, bytes, this.#isContested(write));
    const done = this.#store(write, bytes).finally(() => this.#underWay.delete(write));
    this.#underWay.set(write, done);
    return done;
  }

  /** Waits until every write that is under way has ended, well or badly; their callers hear how. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay.values());
  }

  /** MD5 of the first `size` bytes in lower-case hex, while nothing is being written. */
  md5(size: bigint): Promise<string> {
    return this.#digest.hex(this.content, size);
  }

  /** Lets go of file handles unless something is being written. */
  async rest(): Promise<void> {
    if (this.#underWay.size > 0) return;
    const resting = this.content.rest().finally(() => {
      if (this.#resting === resting) this.#resting = undefined;
    });
    this.#resting = resting;
    await resting;
  }

  async #store({ start, end }: Write, bytes: Uint8Array): Promise<void> {
    try {
      await this.#resting;
      await this.content.write(start, bytes);
    } catch (error) {
      this.#digest.failed(start);
      throw error;
    }
    this.received.add(start, end);
  }

  #isContested({ start, end }: Write): boolean {
    for (const other of this.#underWay.keys()) if (other.start < end && start < other.end) return true;
    return false;
  }
}
