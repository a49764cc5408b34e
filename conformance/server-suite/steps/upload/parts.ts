import type { Part } from './talk.js';

/** In which order parts are sent. */
export const ORDERS = ['forward', 'backward', 'inside-out'] as const;
export type Order = (typeof ORDERS)[number];

/**
 * A file cut into parts that tile it, none of them empty.
 * @param cuts places, in thousandths of the file
 */
export function partsOf(bytes: Uint8Array, cuts: readonly number[]): Part[] {
  const places = cuts.map((cut) => Math.floor((bytes.length * cut) / 1000));
  const starts = [...new Set([0, ...places])].filter((place) => place < bytes.length).sort((a, b) => a - b);
  return starts.map((firstByte, i) => ({
    firstByte,
    bytes: bytes.subarray(firstByte, starts[i + 1] ?? bytes.length),
  }));
}

export function ordered(parts: readonly Part[], order: Order): readonly Part[] {
  if (order === 'forward') return parts;
  if (order === 'backward') return [...parts].reverse();
  const middle = Math.floor(parts.length / 2);
  return [...parts.slice(middle), ...parts.slice(0, middle)];
}
