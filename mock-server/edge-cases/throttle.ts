import type { WireAct } from './act.js';
import { pause, type Timing } from './timing.js';

const LARGEST_PIECE = 64 * 1024;
/** Pieces a second, as far as they are not larger than the largest. */
const PIECES_PER_SECOND = 20;

/**
 * Passes bytes on in pieces of moderate size, not faster than the slowest `throttle` among the acts, which is kept as an
 * average: bytes never come before their time, and less than a millisecond after it as far as `sleep` is exact.
 */
export async function* throttled(
  source: AsyncIterable<Uint8Array>,
  acts: readonly WireAct[],
  timing: Timing,
): AsyncGenerator<Uint8Array, void, undefined> {
  const rate = Math.min(...acts.map((act) => (act.act === 'throttle' ? act.bytesPerSecond : Infinity)));
  if (rate === Infinity) {
    yield* source;
    return;
  }
  const size = Math.min(LARGEST_PIECE, Math.max(1, Math.floor(rate / PIECES_PER_SECOND)));
  let owed = 0;
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; at += size) {
      const piece = bytes.subarray(at, at + size);
      owed += (piece.length * 1000) / rate;
      if (owed > 0) {
        const ms = Math.ceil(owed);
        await pause(ms, timing);
        owed -= ms;
      }
      yield piece;
    }
  }
}
