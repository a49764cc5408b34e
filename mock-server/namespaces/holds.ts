import type { Moment } from '../edge-cases/index.js';
import { event } from '../waits.js';

/** Facts about an exchange that is held. */
interface HeldFacts {
  readonly kind: 'call' | 'part' | 'download';
  readonly operation?: string | undefined;
  readonly account?: string | undefined;
  readonly at: Moment;
}

/** An exchange that a rule holds until it is released. */
export interface HeldExchange extends HeldFacts {
  /** Unique in the namespace. */
  readonly id: number;
  /** The name of the hold in the rule. */
  readonly name: string;
  /** Milliseconds since 1970, by the clock of the namespace. */
  readonly since: number;
}

interface Waiting {
  readonly held: HeldExchange;
  readonly goOn: () => void;
}

/** Exchanges that wait at a named point until the test releases them. */
export class Holds {
  readonly #now: () => number;
  readonly #waiting = new Map<number, Waiting>();
  readonly #watchers = new Set<() => void>();
  #last = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Waits until it is released, or until the signal aborts. */
  hold(name: string, facts: HeldFacts, signal?: AbortSignal): Promise<void> {
    return event((goOn) => {
      const id = ++this.#last;
      this.#waiting.set(id, { held: { id, name, since: this.#now(), ...facts }, goOn });
      for (const look of this.#watchers) look();
      return () => this.#waiting.delete(id);
    }, signal);
  }

  /** The exchanges that are held, the oldest first; those of one name, if one is given. */
  list(name?: string): HeldExchange[] {
    return this.#named(name).map(({ held }) => held);
  }

  /** Lets the oldest ones of a name go on: so many, or all of them. Returns how many there were. */
  release(name: string, count = Number.POSITIVE_INFINITY): number {
    const released = this.#named(name).slice(0, count);
    for (const { goOn } of released) goOn();
    return released.length;
  }

  releaseAll(): void {
    for (const { goOn } of [...this.#waiting.values()]) goOn();
  }

  /** Waits until so many exchanges are held under a name, or until the signal aborts. Returns those that are held then. */
  async arrived(name: string, count = 1, signal?: AbortSignal): Promise<HeldExchange[]> {
    let held = this.list(name);
    if (held.length >= count) return held;
    await event((done) => {
      const look = (): void => {
        held = this.list(name);
        if (held.length >= count) done();
      };
      this.#watchers.add(look);
      return () => this.#watchers.delete(look);
    }, signal);
    return signal?.aborted ? this.list(name) : held;
  }

  #named(name: string | undefined): Waiting[] {
    return [...this.#waiting.values()].filter(({ held }) => name === undefined || held.name === name);
  }
}
