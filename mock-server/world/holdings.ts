import type { Content } from './platform.js';

/**
 * Counts how many files, old versions and snapshots hold the same bytes: they share them, and the last one removes them.
 * A world, its snapshots and the worlds that are made of those have one count together.
 */
export class Holdings {
  /** Holders beyond the first. */
  readonly #more = new Map<Content, number>();

  /** One more holder has these bytes, besides those that had them. */
  share(content: Content): void {
    this.#more.set(content, (this.#more.get(content) ?? 0) + 1);
  }

  /** A holder gives its bytes up. They are removed when it was the last one. */
  async release(content: Content): Promise<void> {
    const more = this.#more.get(content);
    if (more === undefined) return content.remove();
    if (more === 1) this.#more.delete(content);
    else this.#more.set(content, more - 1);
  }
}
