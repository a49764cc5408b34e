/**
 * A map from 64-bit ids. V8 hashes a bigint by a fixed function of it, so that a fixture can choose ids which all share
 * a bucket: 20,000 of those take 200 times as long. Texts are hashed with a secret of the process, and cost no more.
 */
export class IdMap<Value> {
  readonly #values = new Map<string, Value>();

  get size(): number {
    return this.#values.size;
  }

  get(id: bigint): Value | undefined {
    return this.#values.get(id.toString());
  }

  has(id: bigint): boolean {
    return this.#values.has(id.toString());
  }

  set(id: bigint, value: Value): this {
    this.#values.set(id.toString(), value);
    return this;
  }

  delete(id: bigint): boolean {
    return this.#values.delete(id.toString());
  }

  clear(): void {
    this.#values.clear();
  }

  /** The id that was set first of those that are there. */
  get oldest(): bigint | undefined {
    const [id] = this.#values.keys();
    return id === undefined ? undefined : BigInt(id);
  }

  /** In the order in which the ids were first set. */
  values(): IterableIterator<Value> {
    return this.#values.values();
  }

  *[Symbol.iterator](): Generator<[id: bigint, value: Value]> {
    for (const [id, value] of this.#values) yield [BigInt(id), value];
  }
}

/** A set of 64-bit ids, in the order in which they were first added. */
export class IdSet {
  readonly #ids = new IdMap<bigint>();

  constructor(ids: Iterable<bigint> = []) {
    for (const id of ids) this.add(id);
  }

  get size(): number {
    return this.#ids.size;
  }

  has(id: bigint): boolean {
    return this.#ids.has(id);
  }

  add(id: bigint): void {
    this.#ids.set(id, id);
  }

  delete(id: bigint): boolean {
    return this.#ids.delete(id);
  }

  [Symbol.iterator](): IterableIterator<bigint> {
    return this.#ids.values();
  }
}
