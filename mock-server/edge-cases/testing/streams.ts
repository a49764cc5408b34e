import { delay } from '../../waits.js';
import type { WireAct } from '../act.js';
import { CutOff, shapeBytes, type Timing } from '../shape-bytes.js';

/** Time that advances only by delays. */
export class VirtualTime {
  /** Milliseconds. */
  now = 0;

  timing(signal?: AbortSignal): Timing {
    const pass = async (ms: number | undefined, end?: AbortSignal): Promise<void> => {
      if (ms === undefined) await delay(ms, end);
      else this.now += ms;
    };
    return { delay: pass, signal };
  }
}

export async function* chunksOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** The bytes of a stream, and how it ended. */
export interface Shaped {
  readonly bytes: number[];
  readonly end: 'whole' | CutOff['how'];
}

/** Reads a shaped stream to its end. */
export async function shape(
  source: AsyncIterable<Uint8Array>,
  acts: readonly WireAct[],
  time: VirtualTime,
): Promise<Shaped> {
  const bytes: number[] = [];
  try {
    for await (const piece of shapeBytes(source, acts, time.timing())) bytes.push(...piece);
    return { bytes, end: 'whole' };
  } catch (error) {
    if (!(error instanceof CutOff)) throw error;
    return { bytes, end: error.how };
  }
}
