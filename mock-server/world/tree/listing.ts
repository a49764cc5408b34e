/** What a listing sorts by. These must not change while the entry is in a listing. */
export interface Listed {
  readonly kind: 'folder' | 'file';
  /** The name as it is compared: without regard to case. */
  readonly nameKey: string;
  readonly id: bigint;
}

/** Names are compared without regard to case (assumption). */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** Folders first, then by name (wiki, getItemsPartial), then by id (assumption). */
function compareListed(a: Listed, b: Listed): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
  if (a.nameKey !== b.nameKey) return a.nameKey < b.nameKey ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A listing, read only. */
export type ReadonlyListing<Entry extends Listed> = Pick<
  Listing<Entry>,
  'size' | 'slice' | 'all' | 'named' | 'folders' | typeof Symbol.iterator
>;

/** A chunk that grows beyond this is cut in two. */
const LARGEST_CHUNK = 512;

/**
 * The entries of a folder in order, in chunks: adding and removing moves the entries of one chunk only, and a slice
 * of a folder of 100,000 costs no more than of a small one.
 */
export class Listing<Entry extends Listed> {
  /** None of them is empty. */
  readonly #chunks: Entry[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(entry: Entry): void {
    this.#size += 1;
    const index = Math.min(this.#chunkFor(entry), this.#chunks.length - 1);
    const chunk = this.#chunks[index];
    if (!chunk) {
      this.#chunks.push([entry]);
      return;
    }
    chunk.splice(firstNotBefore(chunk, entry), 0, entry);
    if (chunk.length > LARGEST_CHUNK) this.#chunks.splice(index + 1, 0, chunk.splice(LARGEST_CHUNK / 2));
  }

  /** Removes an entry, if it is there. */
  remove(entry: Entry): void {
    const index = this.#chunkFor(entry);
    const chunk = this.#chunks[index] ?? [];
    const place = firstNotBefore(chunk, entry);
    if (chunk[place] !== entry) return;
    chunk.splice(place, 1);
    if (chunk.length === 0) this.#chunks.splice(index, 1);
    this.#size -= 1;
  }

  /** At most `count` entries from index `start` (0 based) on. Negative numbers count as 0 (assumption). */
  slice(start: number, count: number): readonly Entry[] {
    const found: Entry[] = [];
    let skip = Math.max(start, 0);
    for (const chunk of this.#chunks) {
      const missing = count - found.length;
      if (missing <= 0) break;
      if (skip < chunk.length) found.push(...chunk.slice(skip, skip + missing));
      skip = Math.max(skip - chunk.length, 0);
    }
    return found;
  }

  /** The entries of this kind whose name is equal but for case. */
  named(kind: Listed['kind'], name: string): readonly Entry[] {
    const key = nameKey(name);
    return this.#from(
      { kind, nameKey: key, id: 0n },
      (entry) => entry.kind === kind && entry.nameKey === key,
    );
  }

  /** The folders alone. */
  folders(): readonly Entry[] {
    return this.#from({ kind: 'folder', nameKey: '', id: 0n }, ({ kind }) => kind === 'folder');
  }

  /** The entries as they are now; changes during the loop do not disturb it. */
  [Symbol.iterator](): IterableIterator<Entry> {
    return this.all().values();
  }

  /** All of them, as they are now. */
  all(): readonly Entry[] {
    return this.slice(0, this.#size);
  }

  /** The entries that are wanted, from the first one on that does not come before `start` up to one that is not. */
  #from(start: Listed, isWanted: (entry: Entry) => boolean): Entry[] {
    const found: Entry[] = [];
    for (let index = this.#chunkFor(start); ; index++) {
      const chunk = this.#chunks[index] ?? [];
      const first = found.length === 0 ? firstNotBefore(chunk, start) : 0;
      for (const entry of chunk.slice(first)) {
        if (!isWanted(entry)) return found;
        found.push(entry);
      }
      if (chunk.length === 0) return found;
    }
  }

  /** Index of the chunk where an entry is or would be: the first whose last entry does not come before it. */
  #chunkFor(entry: Listed): number {
    return firstIndex(this.#chunks, (chunk) => {
      const last = chunk.at(-1);
      return last === undefined || compareListed(last, entry) >= 0;
    });
  }
}

function firstNotBefore(sorted: readonly Listed[], wanted: Listed): number {
  return firstIndex(sorted, (entry) => compareListed(entry, wanted) >= 0);
}

/** Index of the first item that passes, where all behind it pass too; the length if none does. */
function firstIndex<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && passes(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
