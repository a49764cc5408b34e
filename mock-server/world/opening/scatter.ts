const CODE_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** The finaliser of MurmurHash3: a one-to-one mapping of 32-bit numbers that looks random. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Random-looking texts made of a number and a seed alone: the same seed and number give the same text. */
export class Scatter {
  readonly #seed: number;

  /** @param salt makes other texts of the same seed */
  constructor(seed: number, salt = '') {
    let mixed = mix(seed | 0);
    for (let index = 0; index < salt.length; index++) mixed = mix(mixed ^ (salt.charCodeAt(index) + 1));
    this.#seed = mixed;
  }

  /** `length` (at most 10) characters of A-Z a-z 0-9 _ -. Another `attempt` gives another code. */
  code(id: bigint, length: number, attempt: number): string {
    const words = [this.#word(id, 2 * attempt), this.#word(id, 2 * attempt + 1)];
    let code = '';
    for (let index = 0; index < length; index++) {
      const word = words[index < 5 ? 0 : 1] ?? 0;
      code += CODE_CHARACTERS.charAt((word >>> (6 * (index % 5))) & 63);
    }
    return code;
  }

  /** `words` times 8 lower-case hex digits. `purpose` keeps texts of the same number apart. */
  hex(id: bigint, words: number, purpose: number): string {
    let text = '';
    for (let word = 0; word < words; word++) {
      text += this.#word(id, purpose + word)
        .toString(16)
        .padStart(8, '0');
    }
    return text;
  }

  #word(id: bigint, purpose: number): number {
    const low = Number(id & 0xffff_ffffn);
    const high = Number((id >> 32n) & 0xffff_ffffn);
    return mix(mix(mix(this.#seed + Math.imul(purpose, 0x9e3779b9)) ^ low) ^ mix(high + 1));
  }
}
