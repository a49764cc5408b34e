import { Holdings } from '../accounts/holdings.js';
import type { StoredBytes } from '../nodes.js';
import type { Platform } from '../platform.js';
import { turns } from '../turn.js';
import { ArrivingBytes } from '../uploads/arriving-bytes.js';
import { copyReceived, type ReceivedBytes } from './received-bytes.js';
import type { WorldState } from './world-state.js';

/**
 * A world at one moment, from which any number of others can be made. It shares the bytes of the files
 * with all worlds that have them, so their store must stay open; `drop` releases them.
 */
export class Snapshot {
  #dropped: Promise<void> | undefined;
  /** Restores in progress, which need its bytes. */
  readonly #uses = new Set<Promise<unknown>>();

  constructor(
    readonly state: WorldState,
    /** The bytes of files, by their numbers in the state. */
    readonly stored: readonly StoredBytes[],
    /** The bytes of unfinished uploads, likewise. */
    readonly received: readonly ReceivedBytes[],
    readonly holdings = new Holdings(),
  ) {}

  /**
   * Runs a restore with the state and with copies of the bytes of unfinished uploads.
   * @throws Error when the snapshot was dropped, even meanwhile; then no copy remains
   */
  async begin<Made>(
    platform: Platform,
    make: (begun: readonly ArrivingBytes[]) => Promise<Made>,
  ): Promise<Made> {
    const begun: ReceivedBytes[] = [];
    try {
      for (const received of this.received) {
        this.#refuseIfDropped();
        begun.push(await copyReceived(received, platform.contents));
      }
      this.#refuseIfDropped();
      const making = make(begun.map((copy) => new ArrivingBytes(platform, copy)));
      const ended = making.finally(() => this.#uses.delete(ended));
      this.#uses.add(ended);
      return await ended;
    } catch (error) {
      await Promise.all(begun.map(({ content }) => content.remove()));
      throw error;
    }
  }

  /** Checks that the storage still has all bytes. @throws BytesLost, and what the storage throws */
  async check(): Promise<void> {
    const makeWay = turns();
    for (const { content } of [...this.stored, ...this.received]) {
      await content.rest();
      await makeWay();
    }
  }

  /** Releases all bytes; those without another holder are freed. Harmless when repeated. */
  drop(): Promise<void> {
    this.#dropped ??= this.#drop();
    return this.#dropped;
  }

  async #drop(): Promise<void> {
    await Promise.allSettled(this.#uses);
    await Promise.all([
      this.holdings.releaseAll(this.stored.map(({ content }) => content)),
      ...this.received.map(({ content }) => content.remove()),
    ]);
  }

  #refuseIfDropped(): void {
    if (this.#dropped) throw new Error('The snapshot was dropped: nothing can be made of it any more.');
  }
}
