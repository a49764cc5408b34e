import { BytesLost, type Content, type ContentStore, type Platform } from '../platform.js';
import { copyReceived, type Range, type ReceivedBytes } from '../state/received-bytes.js';
import { ByteRanges } from './byte-ranges.js';
import { PassingDigest } from './passing-digest.js';

interface Write {
  readonly start: bigint;
  readonly end: bigint;
}

/** A copy in progress of the bytes received when it began. */
interface Copying {
  readonly received: readonly Range[];
  readonly done: Promise<unknown>;
}

/** The bytes of an upload while they arrive, in any order and several at a time. Offsets are 64-bit. */
export class ArrivingBytes {
  readonly received = new ByteRanges();
  readonly #platform: Platform;
  #content: Content;
  #digest: PassingDigest;
  readonly #underWay = new Map<Write, Promise<void>>();
  readonly #copies = new Set<Copying>();
  #resting: Promise<void> | undefined;

  /** @param begun bytes received before, in a content that has no other writer */
  constructor(platform: Platform, begun?: ReceivedBytes) {
    this.#platform = platform;
    this.#content = begun?.content ?? platform.contents.create();
    for (const [start, end] of begun?.received ?? []) this.received.add(start, end);
    this.#digest = new PassingDigest(platform.digest);
  }

  /** Where the bytes are. Once the storage has lost them, an empty content. */
  get content(): Content {
    return this.#content;
  }

  /** Stores bytes at an offset. They count as received once the promise is fulfilled. @throws BytesLost */
  write(offset: bigint, bytes: Uint8Array): Promise<void> {
    const write = { start: offset, end: offset + BigInt(bytes.length) };
    this.#digest.writing(offset, bytes, this.#isContested(write));
    const done = this.#store(write, bytes).finally(() => this.#underWay.delete(write));
    this.#underWay.set(write, done);
    return done;
  }

  /** Waits until every write in progress has ended. Failures go to their callers. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay.values());
  }

  /** MD5 of the first `size` bytes in lower-case hex, while nothing is being written. @throws BytesLost */
  md5(size: bigint): Promise<string> {
    return this.#using((content) => this.#digest.hex(content, size));
  }

  /** Closes file handles unless a write is in progress. @throws BytesLost */
  async rest(): Promise<void> {
    if (this.#underWay.size > 0) return;
    const resting = this.#using((content) => content.rest()).finally(() => {
      if (this.#resting === resting) this.#resting = undefined;
    });
    this.#resting = resting;
    await resting;
  }

  /**
   * Copies the bytes received by now: writes to the same bytes wait for the copy, all others go
   * on. The copy first waits for writes to these bytes that are in progress, so that it has no half of one.
   */
  copy(contents: ContentStore): Promise<ReceivedBytes> {
    const { content } = this;
    const received = [...this.received];
    const underWay = [...this.#underWay].filter(([write]) => touches(received, write));
    const done = Promise.allSettled(underWay.map(([, writing]) => writing))
      .then(() => copyReceived({ content, received }, contents))
      .finally(() => this.#copies.delete(copying));
    const copying: Copying = { received, done };
    this.#copies.add(copying);
    return done;
  }

  async #store({ start, end }: Write, bytes: Uint8Array): Promise<void> {
    // Only those that began before: a copy waits in turn for the writes before it.
    const copies = [...this.#copies].filter(({ received }) => touches(received, { start, end }));
    try {
      if (copies.length > 0) await Promise.allSettled(copies.map(({ done }) => done));
      await this.#resting?.catch(() => {});
      await this.#using((content) => content.write(start, bytes));
    } catch (error) {
      this.#digest.failed(start);
      throw error;
    }
    this.received.add(start, end);
  }

  /** Lost bytes count as not received, so that they can be sent again. */
  async #using<Result>(action: (content: Content) => Promise<Result>): Promise<Result> {
    const content = this.#content;
    try {
      const result = await action(content);
      if (content !== this.#content) throw new BytesLost();
      return result;
    } catch (error) {
      if (error instanceof BytesLost && content === this.#content) {
        this.#content = this.#platform.contents.create();
        this.#digest = new PassingDigest(this.#platform.digest);
        this.received.clear();
        await content.remove();
      }
      throw error;
    }
  }

  #isContested({ start, end }: Write): boolean {
    for (const other of this.#underWay.keys()) if (other.start < end && start < other.end) return true;
    return false;
  }
}

function touches(ranges: readonly Range[], { start, end }: Write): boolean {
  return ranges.some(([from, to]) => from < end && start < to);
}
