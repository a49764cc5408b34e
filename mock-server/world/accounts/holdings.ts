import type { Content } from '../platform.js';
import { turns } from '../turn.js';

/** Contents removed at a time. */
const AT_ONCE = 100;

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

  /** Releases bytes of one holder. The last one removes them. */
  async release(content: Content): Promise<void> {
    const more = this.#more.get(content);
    if (more === undefined) return content.remove();
    if (more === 1) this.#more.delete(content);
    else this.#more.set(content, more - 1);
  }

  /** Releases many, in turns. @throws what the storage throws, once all are released */
  async releaseAll(contents: Iterable<Content>): Promise<void> {
    const makeWay = turns();
    const failures: unknown[] = [];
    let waiting: Promise<void>[] = [];
    const settle = async (): Promise<void> => {
      for (const one of await Promise.allSettled(waiting))
        if (one.status === 'rejected') failures.push(one.reason);
      waiting = [];
    };
    for (const content of contents) {
      waiting.push(this.release(content));
      if (waiting.length < AT_ONCE) continue;
      await settle();
      await makeWay();
    }
    await settle();
    if (failures.length > 0) throw failures[0];
  }
}
