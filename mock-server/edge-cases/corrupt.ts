import type { WireAct } from './act.js';

/** The bytes with those inverted that an act names, as often as acts name them; `position` is the place of the first one. */
export function corrupted(bytes: Uint8Array, position: bigint, acts: readonly WireAct[]): Uint8Array {
  let result = bytes;
  for (const act of acts) {
    if (act.act !== 'corrupt') continue;
    const from = within(act.from - position, bytes.length);
    const to = within(act.from + (act.bytes ?? 1n) - position, bytes.length);
    if (from === to) continue;
    // Not slice(): that of a Buffer is a view.
    if (result === bytes) result = Uint8Array.from(bytes);
    for (let i = from; i < to; i++) result[i] = ~(result[i] ?? 0);
  }
  return result;
}

const within = (offset: bigint, length: number): number =>
  offset <= 0n ? 0 : offset >= BigInt(length) ? length : Number(offset);
