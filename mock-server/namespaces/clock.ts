import { clampTime } from '../world/index.js';

/** The time of a namespace: that of the machine, shifted, or frozen. All times are milliseconds since 1970. */
export class Clock {
  readonly #machine: () => number;
  #moved = 0;
  #frozen: number | undefined;

  /** @param machine current time of the machine */
  constructor(machine: () => number) {
    this.#machine = machine;
  }

  /** Within the years 1 to 9999; a clock stops at their ends. */
  readonly now = (): number => clampTime(this.#frozen ?? this.#machine() + this.#moved);

  /** Whether the time differs from the machine's, or may do so later. */
  get isMoved(): boolean {
    return this.isFrozen || this.#moved !== 0;
  }

  get isFrozen(): boolean {
    return this.#frozen !== undefined;
  }

  /** Stops the clock, now or at the given time. */
  freeze(time: number = this.now()): void {
    this.#frozen = time;
  }

  /** Sets the clock. A frozen clock stays frozen. */
  set(time: number): void {
    if (this.isFrozen) this.#frozen = time;
    else this.#moved = time - this.#machine();
  }

  /** Advances the clock; a negative number sets it back. */
  advance(ms: number): void {
    this.set(this.now() + ms);
  }

  /** Lets a frozen clock go on from its time. */
  run(): void {
    const time = this.now();
    this.#frozen = undefined;
    this.set(time);
  }

  /** Returns to the machine's time. */
  reset(): void {
    this.#frozen = undefined;
    this.#moved = 0;
  }
}
