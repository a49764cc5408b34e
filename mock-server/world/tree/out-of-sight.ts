import type { NodeRecord } from '../records.js';

/** A planned copy, and the copied folder around it. */
export interface PlannedCopy {
  readonly original: NodeRecord;
  readonly parent: PlannedCopy | undefined;
}

/** Copies that were made, and those among them that go into the folder itself. */
export interface Staged {
  readonly copies: Map<PlannedCopy, NodeRecord>;
  readonly tops: NodeRecord[];
}

/** Nodes that are added or removed in turns: other requests must not find a part of them. */
export class OutOfSight {
  readonly #tops = new Set<NodeRecord>();
  readonly #underWay = new Set<Promise<unknown>>();

  /** Hides something, and all that lies in it. */
  hide(top: NodeRecord): void {
    this.#tops.add(top);
  }

  reveal(top: NodeRecord): void {
    this.#tops.delete(top);
  }

  has(node: NodeRecord): boolean {
    if (this.#tops.size === 0) return false;
    // A node in the recycle bin is no part of its former folder.
    for (let here: NodeRecord | undefined = node; here; here = here.removed ? undefined : here.parent)
      if (this.#tops.has(here)) return true;
    return false;
  }

  /** Registers work in turns, for `settled`. */
  whole<Result>(work: Result | Promise<Result>): Result | Promise<Result> {
    if (!(work instanceof Promise)) return work;
    const ended = work.finally(() => this.#underWay.delete(ended));
    this.#underWay.add(ended);
    return ended;
  }

  /** Fulfilled when no work in turns is left; undefined when there is none. */
  get settled(): Promise<void> | undefined {
    if (this.#underWay.size === 0) return undefined;
    return Promise.allSettled(this.#underWay).then(() => this.settled);
  }
}
