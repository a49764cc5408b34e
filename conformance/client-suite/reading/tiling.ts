import type { Part } from './journal.js';

/** A stretch of a file; `end` is not in it. */
export interface Stretch {
  readonly start: bigint;
  readonly end: bigint;
}

/** What is wrong with how parts lie next to each other. */
export type Flaw =
  | { readonly is: 'gap' | 'excess'; readonly at: Stretch }
  | { readonly is: 'overlap'; readonly at: Stretch; readonly of: readonly [Part, Part] };

/** The parts that were taken, by their place in the file. */
export const takenParts = (parts: readonly Part[]): Part[] =>
  parts.filter(({ outcome, firstByte }) => outcome === 'ok' && firstByte !== undefined);

/** The place of a part in its file, by its first byte and the bytes that arrived. */
export function stretchOf({ firstByte = '0', received }: Part): Stretch {
  const start = BigInt(firstByte);
  return { start, end: start + BigInt(received) };
}

/** The first flaw in how these parts make up a file of so many bytes; undefined when there is none. */
export function flawIn(parts: readonly Part[], size: bigint): Flaw | undefined {
  const inOrder = parts
    .map((part) => ({ part, ...stretchOf(part) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  let reached = 0n;
  let last: Part | undefined;
  for (const { part, start, end } of inOrder) {
    if (start > reached) return { is: 'gap', at: { start: reached, end: start } };
    if (start < reached && last)
      return { is: 'overlap', at: { start, end: end < reached ? end : reached }, of: [last, part] };
    reached = end;
    last = part;
  }
  if (reached < size) return { is: 'gap', at: { start: reached, end: size } };
  return reached > size ? { is: 'excess', at: { start: size, end: reached } } : undefined;
}
