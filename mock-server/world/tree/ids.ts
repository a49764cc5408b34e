import { IdSet } from './id-map.js';

/** Which ids are used up, besides that they begin with the first one of the world. 64-bit. */
export interface IdsState {
  readonly next: bigint;
  readonly taken: readonly bigint[];
}

const LARGEST = 2n ** 63n - 1n;

/** The id after this one. There is none above 2^63 - 1, so that they go on with 1. */
export const idAfter = (id: bigint): bigint => (id < LARGEST ? id + 1n : 1n);

/** Assigns the ids of folders and files: one after the other, skipping those that fixtures took. 64-bit. */
export class Ids {
  readonly #first: bigint;
  readonly #taken = new IdSet();
  #next: bigint;

  constructor(first: bigint) {
    this.#first = first;
    this.#next = first;
  }

  /** Reserves an id, so that it is never assigned. False if it is in use. */
  take(id: bigint): boolean {
    if (this.#taken.has(id) || this.#isHandedOut(id)) return false;
    this.#taken.add(id);
    return true;
  }

  /** Undoes `take`. */
  giveBack(ids: readonly bigint[]): void {
    for (const id of ids) this.#taken.delete(id);
  }

  /** The first one from here on that is not in use. */
  nextFrom(id: bigint): bigint {
    let free = id;
    while (!this.take(free)) free = idAfter(free);
    return free;
  }

  next(): bigint {
    while (this.#taken.has(this.#next)) this.#next = idAfter(this.#next);
    const id = this.#next;
    this.#next = idAfter(id);
    return id;
  }

  /** From the first to the next id, across the wrap at 2^63-1. */
  #isHandedOut(id: bigint): boolean {
    const [isAbove, isBelow] = [id >= this.#first, id < this.#next];
    return this.#next >= this.#first ? isAbove && isBelow : isAbove || isBelow;
  }

  save(): IdsState {
    return { next: this.#next, taken: [...this.#taken] };
  }

  load({ next, taken }: IdsState): void {
    this.#next = next;
    for (const id of taken) this.#taken.add(id);
  }
}
