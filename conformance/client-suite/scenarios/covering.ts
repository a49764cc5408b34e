/** One dimension: how many corners it has, and in how many rows each is to be. */
export interface Covered {
  readonly corners: number;
  readonly each: number;
}

/** For each dimension the corner that a row has; undefined where it is plain. */
export type Row = readonly (number | undefined)[];

/**
 * Spreads the corners of all dimensions over rows, so that each is in just as many rows as is asked for, and as many pairs
 * of corners as possible meet in some row. The same seed gives the same rows.
 * @param exclusive groups of dimensions of which a row has one at most, by their places
 */
export function coveringRows(
  dimensions: readonly Covered[],
  exclusive: readonly (readonly number[])[],
  seed: number,
): Row[] {
  const needed = (places: readonly number[]): number =>
    places.reduce(
      (sum, place) => sum + (dimensions[place]?.corners ?? 0) * (dimensions[place]?.each ?? 0),
      0,
    );
  const groups = [...exclusive, ...dimensions.map((_, place) => [place])];
  const count = Math.max(0, ...groups.map(needed));
  const rows = Array.from({ length: count }, () => dimensions.map((): number | undefined => undefined));
  const random = randomOf(seed);
  const met = new Set<string>();
  for (const [dimension, { corners, each }] of dimensions.entries()) {
    const others = exclusive.filter((group) => group.includes(dimension)).flat();
    const free = shuffled(rows, random).filter((row) => others.every((other) => row[other] === undefined));
    for (const corner of repeated(corners, each)) {
      const row = bestOf(free, (candidate) => newPairs(candidate, dimension, corner, met));
      if (!row) break;
      for (const [other, chosen] of row.entries())
        if (chosen !== undefined) met.add(pair(other, chosen, dimension, corner));
      row[dimension] = corner;
    }
  }
  return rows;
}

function* repeated(count: number, times: number): Generator<number> {
  for (let round = 0; round < times; round++) for (let item = 0; item < count; item++) yield item;
}

/** How many rows are looked at for a corner. More meets hardly more pairs. */
const LOOKED_AT = 12;

/** The best of some rows, which is taken out of them. */
function bestOf<Item>(free: Item[], worth: (item: Item) => number): Item | undefined {
  let best = 0;
  let most = -1;
  for (let at = 0; at < Math.min(LOOKED_AT, free.length); at++) {
    const item = free[at];
    const value = item === undefined ? -1 : worth(item);
    if (value > most) [best, most] = [at, value];
  }
  return free.splice(best, 1)[0];
}

const newPairs = (row: Row, dimension: number, corner: number, met: ReadonlySet<string>): number =>
  row.reduce<number>(
    (sum, chosen, other) =>
      chosen === undefined || met.has(pair(other, chosen, dimension, corner)) ? sum : sum + 1,
    0,
  );

const pair = (dimension: number, corner: number, other: number, otherCorner: number): string =>
  `${dimension} ${corner} ${other} ${otherCorner}`;

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] as Item, all[at] as Item];
  }
  return all;
}

/** mulberry32, which passes for random here and needs no more than 32 bits. */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
