/** A semaphore with a count of permits. Those that wait are admitted in the order in which they came. */
export class Semaphore {
  readonly #count: number;
  #free: number;
  readonly #waiting: { readonly permits: number; readonly enter: () => void }[] = [];

  constructor(count: number) {
    this.#count = count;
    this.#free = count;
  }

  /** Does something while it holds permits. More than there are count as all of them. */
  async take<Result>(permits: number, work: () => Promise<Result>): Promise<Result> {
    const taken = Math.min(permits, this.#count);
    await new Promise<void>((enter) => {
      this.#waiting.push({ permits: taken, enter });
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
    for (let next = this.#waiting[0]; next && next.permits <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= next.permits;
      next.enter();
    }
  }
}
