/** Bytes per call to the storage: enough that the cost of a call does not matter. */
const BATCH = 1024 * 1024;

/** The same with many uploads at a time, and the bytes of all their batches together. */
const SMALLEST_BATCH = 64 * 1024;
const ALL_BATCHES = 96 * 1024 * 1024;

/** Per upload: one batch that fills, one that is being stored. */
const BUFFERS = 2;

/** Stores the next bytes. They may be reused when the promise resolves. */
type StoreBytes = (bytes: Uint8Array) => Promise<void>;

/** Stores bodies in batches, which are smaller the more bodies arrive at a time. */
export class BytePump {
  #sources = 0;

  /**
   * Reads a source to its end and stores its bytes in batches, so memory stays flat for any size. One batch is stored
   * while the next one fills. After a refusal the rest is read and dropped: a client reads no response before it has
   * sent everything.
   * @throws the first error of `store`, or of the source; nothing is being stored any more then
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
 * Collects chunks. They are copied at once: chunks that live longer make the garbage collector scan the whole heap
 * repeatedly, which costs more than the copy.
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

  /** Does not reject: an error is kept for `end`. */
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

  /** Waits until nothing is being stored, successfully or not. */
  async settle(): Promise<void> {
    await this.#underWay.catch(() => {});
  }

  /** Stores the rest. @throws the first error */
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
    // The error is thrown by `end`; until then nothing may await this promise.
    this.#underWay.catch(() => {
      this.#failed = true;
    });
  }
}
