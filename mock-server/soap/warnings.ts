import { quote } from './faults.js';

/** Warnings to keep of one request (assumption). */
const KEPT = 20;

/** A text for a warning. Only numbers and dates are quoted: any other text may be a password in the wrong place. */
export function shown(text: string): string {
  return /^[\d\s.,:+-]*$/.test(text) ? `"${quote(text)}"` : `(${text.length} characters)`;
}

/** Notes on what was ignored or tolerated in one request. Bounded: the rest is counted. */
export class Warnings {
  readonly #kept: string[] = [];
  #more = 0;

  add(text: string): void {
    if (this.#kept.length < KEPT) this.#kept.push(text);
    else this.#more += 1;
  }

  list(): readonly string[] {
    return this.#more === 0 ? this.#kept : [...this.#kept, `... and ${this.#more} more`];
  }
}
