const SMALLEST = 16;

/** A queue with push and shift in constant time. */
export class Ring<Item> {
  #slots: (Item | undefined)[] = new Array(SMALLEST);
  #start = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: Item): void {
    if (this.#length === this.#slots.length) this.#grow();
    this.#slots[(this.#start + this.#length) % this.#slots.length] = item;
    this.#length += 1;
  }

  /** Removes the oldest item; undefined if there is none. */
  shift(): Item | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#slots[this.#start];
    this.#slots[this.#start] = undefined;
    this.#start = (this.#start + 1) % this.#slots.length;
    this.#length -= 1;
    return item;
  }

  /** The item at a position from the oldest one on; undefined past the end. */
  at(position: number): Item | undefined {
    return position < this.#length ? this.#slots[(this.#start + position) % this.#slots.length] : undefined;
  }

  /** The items, the oldest first. */
  toArray(): Item[] {
    const end = this.#start + this.#length;
    const slots = this.#slots;
    const wrapped = end > slots.length ? slots.slice(0, end - slots.length) : [];
    return [...slots.slice(this.#start, end), ...wrapped] as Item[];
  }

  clear(): void {
    this.#slots = new Array(SMALLEST);
    this.#start = 0;
    this.#length = 0;
  }

  #grow(): void {
    const items = this.toArray();
    items.length *= 2;
    this.#slots = items;
    this.#start = 0;
  }
}
