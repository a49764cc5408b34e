import type { NodeRecord } from '../records.js';

/** Something that is to be copied, and the folder around it that is copied, too. */
export interface PlannedCopy {
  readonly original: NodeRecord;
  readonly parent: PlannedCopy | undefined;
}

/** Copies that were made, and those among them that go into the folder itself. */
export interface Staged {
  readonly copies: Map<PlannedCopy, NodeRecord>;
  readonly tops: NodeRecord[];
}

/** What is being put into a tree or taken out of it in turns with others, who must not find a part of it. */
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
    // What lies in the recycle bin itself is no part of the folder it was in.
    for (let here: NodeRecord | undefined = node; here; here = here.removed ? undefined : here.parent)
      if (this.#tops.has(here)) return true;
    return false;
  }

  /** Makes what looks at all of the tree wait for something that takes turns: see `settled`. */
  whole<Result>(work: Result | Promise<Result>): Result | Promise<Result> {
    if (!(work instanceof Promise)) return work;
    const ended = work.finally(() => this.#underWay.delete(ended));
    this.#underWay.add(ended);
    return ended;
  }

  /** Fulfilled when nothing takes turns any more; undefined when that is so already. */
  get settled(): Promise<void> | undefined {
    if (this.#underWay.size === 0) return undefined;
    return Promise.allSettled(this.#underWay).then(() => this.settled);
  }
}
