/** Bytes that go to the storage in one call: enough that its price per call does not show. */
const BATCH = 256 * 1024;

/** Stores the next bytes. They may be reused once the promise is fulfilled. */
export type StoreBytes = (bytes: Uint8Array) => Promise<void>;

/**
 * Reads a source to its end and stores what comes, in batches, so that memory stays flat however large the body is.
 * While one batch is being stored the next one is gathered. After a refusal the rest is read and dropped: a client
 * that is still sending does not see an answer before it is through.
 *
 * @throws the first error of `store`, or the one that broke the source off; nothing is being stored any more then
 */
export async function pump(source: AsyncIterable<Uint8Array>, store: StoreBytes): Promise<void> {
  const batches = new Batches(store);
  try {
    for await (const bytes of source) await batches.add(bytes);
  } finally {
    await batches.settle();
  }
  await batches.end();
}

class Batches {
  #gathered: Uint8Array[] = [];
  #length = 0;
  #underWay: Promise<void> = Promise.resolve();
  #failed = false;
  #free: Buffer[] = [];

  constructor(private readonly store: StoreBytes) {}

  /** Does not fail: a failure is kept for `end`. */
  async add(bytes: Uint8Array): Promise<void> {
    if (this.#failed) return;
    this.#gathered.push(bytes);
    this.#length += bytes.length;
    if (this.#length < BATCH) return;
    await this.settle();
    this.#send();
  }

  /** Waits until nothing is being stored, well or badly. */
  async settle(): Promise<void> {
    await this.#underWay.catch(() => {});
  }

  /** Stores what is left. @throws what went wrong first */
  async end(): Promise<void> {
    await this.#underWay;
    if (this.#length > 0) this.#send();
    await this.#underWay;
  }

  #send(): void {
    if (this.#failed) return;
    const [only, ...others] = this.#gathered;
    if (only && others.length === 0) this.#underWay = this.store(only);
    else this.#underWay = this.#storeCopy();
    // Its failure is reported at the end; until then nobody may be listening.
    this.#underWay.catch(() => {
      this.#failed = true;
    });
    this.#gathered = [];
    this.#length = 0;
  }

  async #storeCopy(): Promise<void> {
    const reused = this.#free.pop();
    const batch = reused && reused.length >= this.#length ? reused : Buffer.allocUnsafeSlow(this.#roomy());
    let at = 0;
    for (const bytes of this.#gathered) {
      batch.set(bytes, at);
      at += bytes.length;
    }
    await this.store(batch.subarray(0, at));
    this.#free.push(batch);
  }

  /** The last chunk of a batch goes past its end. Short files get no more than they need. */
  #roomy(): number {
    return this.#length < BATCH ? this.#length : this.#length + BATCH / 4;
  }
}
