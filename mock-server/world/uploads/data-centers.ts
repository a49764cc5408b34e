/** The data centers that take uploads, handed out in turn (assumption). */
export class DataCenters {
  /** Their numbers. */
  readonly ids: readonly number[];
  #turn = 0;

  constructor(ids: readonly number[]) {
    this.ids = [...ids];
  }

  /** The one whose turn it is; undefined when there are none. */
  next(): number | undefined {
    if (this.ids.length === 0) return undefined;
    return this.ids[this.#turn++ % this.ids.length];
  }

  /** How many were handed out. */
  save(): number {
    return this.#turn;
  }

  load(turn: number): void {
    this.#turn = turn;
  }

  has(id: number): boolean {
    return this.ids.includes(id);
  }
}
