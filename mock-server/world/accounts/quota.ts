const GIB = 1024n ** 3n;

/** Space and largest file of an account in bytes. Source: assumption, after the public pages of several years. */
export function defaultLimits(account: { active: boolean; premium: boolean }): {
  quota: bigint;
  maxFileSize: bigint;
} {
  if (account.premium) return { quota: 100n * GIB, maxFileSize: 5n * GIB };
  return { quota: (account.active ? 15n : 10n) * GIB, maxFileSize: 2n * GIB };
}

/** What bytes are used for: by files, by files in the recycle bin, by uploads that are not finished. */
type SpaceUse = 'stored' | 'binned' | 'reserved';

/** How many bytes of an account are used for what. All numbers are 64-bit. */
export class Space {
  readonly #used: Record<SpaceUse, bigint> = { stored: 0n, binned: 0n, reserved: 0n };

  get stored(): bigint {
    return this.#used.stored;
  }

  get binned(): bigint {
    return this.#used.binned;
  }

  get reserved(): bigint {
    return this.#used.reserved;
  }

  take(bytes: bigint, use: SpaceUse): void {
    this.#change(use, bytes);
  }

  giveBack(bytes: bigint, use: SpaceUse): void {
    this.#change(use, -bytes);
  }

  move(bytes: bigint, from: SpaceUse, to: SpaceUse): void {
    this.giveBack(bytes, from);
    this.take(bytes, to);
  }

  #change(use: SpaceUse, bytes: bigint): void {
    const used = this.#used[use] + bytes;
    if (used < 0n) throw new RangeError(`More bytes given back than were ${use}: ${used}`);
    this.#used[use] = used;
  }
}

/**
 * Bytes still free, never below 0. Reservations count with the full size of the upload, the recycle bin unless
 * assumed otherwise. Source: assumption; that the bin counts is hinted at by a client.
 */
export function freeSpace(quota: bigint, space: Space, binCounts: boolean): bigint {
  const free = quota - space.stored - space.reserved - (binCounts ? space.binned : 0n);
  return free > 0n ? free : 0n;
}
