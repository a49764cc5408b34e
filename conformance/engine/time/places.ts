/** So many places: who comes waits until there are enough of them free, in the order of coming. */
export class Places {
  readonly #count: number;
  #free: number;
  readonly #waiting: { readonly places: number; readonly enter: () => void }[] = [];

  constructor(count: number) {
    this.#count = count;
    this.#free = count;
  }

  /** Does something that takes up places. More than there are is all of them. */
  async take<Result>(places: number, work: () => Promise<Result>): Promise<Result> {
    const taken = Math.min(places, this.#count);
    await new Promise<void>((enter) => {
      this.#waiting.push({ places: taken, enter });
      this.#admit();
    });
    try {
      return await work();
    } finally {
      this.#free += taken;
      this.#admit();
    }
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next && next.places <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= next.places;
      next.enter();
    }
  }
}
