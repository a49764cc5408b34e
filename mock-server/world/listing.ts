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
export function compareListed(a: Listed, b: Listed): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
  if (a.nameKey !== b.nameKey) return a.nameKey < b.nameKey ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A listing to look at. */
export type ReadonlyListing<Entry extends Listed> = Pick<
  Listing<Entry>,
  'size' | 'slice' | 'named' | 'folders' | typeof Symbol.iterator
>;

/** Up to so many new entries are put in one by one; with more, sorting them and merging is cheaper. */
const FEW = 16;

/**
 * The entries of a folder in order. Additions wait unsorted until somebody looks, so that filling a folder with
 * 100,000 files costs one sort, and looking at a slice of it costs no more than of a small folder.
 */
export class Listing<Entry extends Listed> {
  #sorted: Entry[] = [];
  readonly #pending = new Set<Entry>();

  get size(): number {
    return this.#sorted.length + this.#pending.size;
  }

  add(entry: Entry): void {
    this.#pending.add(entry);
  }

  /** Takes an entry out; one that is not there is left alone. */
  remove(entry: Entry): void {
    if (this.#pending.delete(entry)) return;
    const place = position(this.#sorted, entry);
    if (this.#sorted[place] === entry) this.#sorted.splice(place, 1);
  }

  /** At most `count` entries from index `start` (0 based) on. Negative numbers count as 0 (assumption). */
  slice(start: number, count: number): readonly Entry[] {
    const from = Math.max(start, 0);
    return this.#inOrder().slice(from, from + Math.max(count, 0));
  }

  /** The entries of this kind whose name is equal but for case. */
  named(kind: Listed['kind'], name: string): readonly Entry[] {
    const key = nameKey(name);
    const entries = this.#inOrder();
    const first = position(entries, { kind, nameKey: key, id: 0n });
    let end = first;
    while (entries[end]?.kind === kind && entries[end]?.nameKey === key) end++;
    return entries.slice(first, end);
  }

  /** The folders alone. */
  folders(): readonly Entry[] {
    const entries = this.#inOrder();
    return entries.slice(0, position(entries, { kind: 'file', nameKey: '', id: 0n }));
  }

  /** The entries as they are now; changes during the loop do not disturb it. */
  [Symbol.iterator](): IterableIterator<Entry> {
    return this.#inOrder().slice().values();
  }

  #inOrder(): readonly Entry[] {
    if (this.#pending.size > FEW) this.#sorted = merge(this.#sorted, [...this.#pending].sort(compareListed));
    else for (const entry of this.#pending) this.#sorted.splice(position(this.#sorted, entry), 0, entry);
    this.#pending.clear();
    return this.#sorted;
  }
}

/** Index of the first entry that does not come before `wanted`. */
function position(sorted: readonly Listed[], wanted: Listed): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = sorted[middle];
    if (entry && compareListed(entry, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function merge<Entry extends Listed>(left: readonly Entry[], right: readonly Entry[]): Entry[] {
  const merged: Entry[] = [];
  let next = 0;
  for (const entry of left) {
    for (let other = right[next]; other && compareListed(other, entry) < 0; other = right[++next])
      merged.push(other);
    merged.push(entry);
  }
  for (const rest of right.slice(next)) merged.push(rest);
  return merged;
}
