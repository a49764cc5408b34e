/** Bytes that go to the storage in one call: enough that its price per call does not show. */
const BATCH = 1024 * 1024;

/** The same where many sources are read at a time, and the most bytes that all of their batches have then. */
const SMALLEST_BATCH = 64 * 1024;
const ALL_BATCHES = 96 * 1024 * 1024;

/** Of each source: one that is gathered, one that is being stored. */
const BUFFERS = 2;

/** Stores the next bytes. They may be reused once the promise is fulfilled. */
export type StoreBytes = (bytes: Uint8Array) => Promise<void>;

/** Stores the bytes of bodies in batches, which are smaller the more bodies come at a time. */
export class BytePump {
  #sources = 0;

  /**
   * Reads a source to its end and stores what comes, in batches, so that memory stays flat however large the body is.
   * While one batch is being stored the next one is gathered. After a refusal the rest is read and dropped: a client
   * that is still sending does not see an answer before it is through.
   *
   * @throws the first error of `store`, or the one that broke the source off; nothing is being stored any more then
   */
  async run(source: AsyncIterable<Uint8Array>, store: StoreBytes): Promise<void> {
    this.#sources += 1;
    try {
      const batches = new Batches(store, this.#batchSize);
      try {
        for await (const bytes of source) await batches.add(bytes);
      } finally {
        await batches.settle();
      }
      await batches.end();
    } finally {
      this.#sources -= 1;
    }
  }

  get #batchSize(): number {
    return Math.max(SMALLEST_BATCH, Math.min(BATCH, Math.floor(ALL_BATCHES / BUFFERS / this.#sources)));
  }
}

/**
 * Gathers chunks. They are copied at once and not kept: chunks that live longer than a moment make the garbage
 * collector go over the whole heap again and again, which costs more than the copy.
 */
class Batches {
  readonly #store: StoreBytes;
  readonly #size: number;
  /** The only chunk so far: a short file needs no batch. */
  #single: Uint8Array | undefined;
  #batch: Uint8Array = new Uint8Array(0);
  #filled = 0;
  #spare: Uint8Array | undefined;
  #underWay: Promise<void> = Promise.resolve();
  #failed = false;

  constructor(store: StoreBytes, size: number) {
    this.#store = store;
    this.#size = size;
  }

  /** Does not fail: a failure is kept for `end`. */
  async add(bytes: Uint8Array): Promise<void> {
    if (this.#failed) return;
    if (this.#batch.length === 0) {
      if (!this.#single && bytes.length < this.#size) {
        this.#single = bytes;
        return;
      }
      this.#batch = new Uint8Array(this.#size);
      if (this.#single) await this.#append(this.#single);
      this.#single = undefined;
    }
    await this.#append(bytes);
  }

  /** Waits until nothing is being stored, well or badly. */
  async settle(): Promise<void> {
    await this.#underWay.catch(() => {});
  }

  /** Stores what is left. @throws what went wrong first */
  async end(): Promise<void> {
    await this.#underWay;
    const rest = this.#single ?? this.#batch.subarray(0, this.#filled);
    if (rest.length > 0) await this.#store(rest);
  }

  async #append(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + this.#size - this.#filled);
      this.#batch.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled === this.#size) await this.#send();
    }
  }

  async #send(): Promise<void> {
    await this.settle();
    this.#filled = 0;
    if (this.#failed) return;
    const full = this.#batch;
    this.#batch = this.#spare ?? new Uint8Array(this.#size);
    this.#spare = full;
    this.#underWay = this.#store(full);
    // Its failure is reported at the end; until then nobody may be listening.
    this.#underWay.catch(() => {
      this.#failed = true;
    });
  }
}
