/** The finaliser of MurmurHash3: a bijection of 32-bit numbers that looks random. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Pseudo-random choices that depend only on a text. Not for secrets. */
export class Dice {
  #state = 0x811c9dc5;

  constructor(seed: string) {
    for (let index = 0; index < seed.length; index += 1) {
      this.#state = Math.imul(this.#state ^ seed.charCodeAt(index), 0x01000193);
    }
  }

  /** An integer from 0 to `limit` - 1; `limit` is between 1 and 2^31. */
  below(limit: number): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return mix(this.#state) % limit;
  }

  /** True once in that many times. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  /** An item of a list. */
  pick<Choice>(choices: readonly [Choice, ...Choice[]]): Choice {
    return choices[this.below(choices.length)] ?? choices[0];
  }
}
