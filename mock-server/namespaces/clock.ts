import { clampTime } from '../world/index.js';

/** Present time as a namespace sees it: that of the machine, moved, or standing still. All times are milliseconds since 1970. */
export class Clock {
  readonly #machine: () => number;
  #moved = 0;
  #frozen: number | undefined;

  /** @param machine present time of the machine */
  constructor(machine: () => number) {
    this.#machine = machine;
  }

  /** Never outside the years 1 to 9999: a clock that gets there stands still. */
  readonly now = (): number => clampTime(this.#frozen ?? this.#machine() + this.#moved);

  /** Whether it is another time than the machine's, or may become one. */
  get isMoved(): boolean {
    return this.isFrozen || this.#moved !== 0;
  }

  get isFrozen(): boolean {
    return this.#frozen !== undefined;
  }

  /** Stops the clock, at the present time or at the given one. */
  freeze(time: number = this.now()): void {
    this.#frozen = time;
  }

  /** Puts the clock to a time. A clock that stands still goes on standing still. */
  set(time: number): void {
    if (this.isFrozen) this.#frozen = time;
    else this.#moved = time - this.#machine();
  }

  /** Puts the clock forward, or back if negative. */
  advance(ms: number): void {
    this.set(this.now() + ms);
  }

  /** Lets a clock that stands still go on from where it stands. */
  run(): void {
    const time = this.now();
    this.#frozen = undefined;
    this.set(time);
  }

  /** Makes it the machine's time again. */
  reset(): void {
    this.#frozen = undefined;
    this.#moved = 0;
  }
}
