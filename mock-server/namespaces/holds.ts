import type { Moment } from '../edge-cases/act.js';

/** What is told of an exchange that is held. */
export interface HeldFacts {
  readonly kind: 'call' | 'part' | 'download';
  readonly function?: string | undefined;
  readonly account?: string | undefined;
  readonly at: Moment;
}

export interface HeldExchange extends HeldFacts {
  /** Unique in the namespace. */
  readonly id: number;
  /** The name of the hold, as the rule says it. */
  readonly name: string;
  /** Milliseconds since 1970, by the clock of the namespace. */
  readonly since: number;
}

interface Waiting {
  readonly held: HeldExchange;
  readonly goOn: () => void;
}

/** Exchanges that stand still at a named point until somebody releases them. */
export class Holds {
  readonly #now: () => number;
  readonly #waiting = new Map<number, Waiting>();
  readonly #watchers = new Set<() => void>();
  #last = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Stands still until it is released, or until the signal says that nobody waits for the answer any more. */
  hold(name: string, facts: HeldFacts, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    const id = ++this.#last;
    return new Promise((resolve) => {
      const goOn = (): void => {
        this.#waiting.delete(id);
        signal?.removeEventListener('abort', goOn);
        resolve();
      };
      signal?.addEventListener('abort', goOn);
      this.#waiting.set(id, { held: { id, name, since: this.#now(), ...facts }, goOn });
      for (const look of this.#watchers) look();
    });
  }

  /** The exchanges that are held, the oldest first; those of one name, if one is given. */
  list(name?: string): HeldExchange[] {
    return this.#named(name).map(({ held }) => held);
  }

  /** Lets the oldest ones of a name go on: so many, or all of them. Tells how many there were to let go. */
  release(name: string, count = Number.POSITIVE_INFINITY): number {
    const released = this.#named(name).slice(0, count);
    for (const { goOn } of released) goOn();
    return released.length;
  }

  releaseAll(): void {
    for (const { goOn } of [...this.#waiting.values()]) goOn();
  }

  /** Waits until so many exchanges are held under a name, or until the signal says to wait no longer. */
  arrived(name: string, count = 1, signal?: AbortSignal): Promise<HeldExchange[]> {
    return new Promise((resolve) => {
      const look = (): void => {
        const held = this.list(name);
        if (held.length < count && !signal?.aborted) return;
        this.#watchers.delete(look);
        signal?.removeEventListener('abort', look);
        resolve(held);
      };
      this.#watchers.add(look);
      signal?.addEventListener('abort', look);
      look();
    });
  }

  #named(name: string | undefined): Waiting[] {
    return [...this.#waiting.values()].filter(({ held }) => name === undefined || held.name === name);
  }
}
