import type { Act, Direction, WireAct } from './act.js';
import { corrupted } from './corrupt.js';
import { throttled } from './throttle.js';
import { pause, type Timing } from './timing.js';

/** Ends a stream that was cut: by a reset of the connection (RST), or by its end (FIN). */
export class CutOff extends Error {
  override readonly name = 'CutOff';

  constructor(
    readonly how: 'reset' | 'end',
    /** How many bytes went before it, 64-bit. */
    readonly afterBytes: bigint,
  ) {
    super(
      how === 'reset'
        ? `the connection is reset after ${afterBytes} bytes`
        : `the connection ends after ${afterBytes} bytes`,
    );
  }
}

/** The acts on the bytes of one direction; those that do not say are for the reply. */
export function wireActs(acts: readonly Act[], direction: Direction): WireAct[] {
  return acts.filter((act): act is WireAct => {
    if (act.act === 'truncate') return direction === 'out';
    const shapes =
      act.act === 'throttle' || act.act === 'stall' || act.act === 'reset' || act.act === 'corrupt';
    return shapes && (act.direction ?? 'out') === direction;
  });
}

type Halt = Extract<WireAct, { act: 'stall' | 'reset' | 'truncate' }>;

/**
 * Carries out throttle, stall, reset, truncate and corrupt on the bytes of one direction; other acts do not matter here.
 * The bytes of the source are not changed in place. When it is cut, the source is closed as by `break` in a loop.
 * @throws CutOff once exactly as many bytes as the act says have been yielded
 */
export async function* shapeBytes(
  source: AsyncIterable<Uint8Array>,
  acts: readonly WireAct[],
  timing: Timing,
): AsyncGenerator<Uint8Array, void, undefined> {
  const halts = haltsOf(acts);
  let position = 0n;
  const halt = async (): Promise<void> => {
    while (halts[0] && halts[0].afterBytes === position) await carryOut(halts.shift() as Halt, timing);
  };
  await halt();
  for await (const bytes of throttled(source, acts, timing)) {
    let rest = corrupted(bytes, position, acts);
    while (rest.length > 0) {
      const room = halts[0] ? halts[0].afterBytes - position : BigInt(rest.length);
      const piece = room < BigInt(rest.length) ? rest.subarray(0, Number(room)) : rest;
      yield piece;
      position += BigInt(piece.length);
      rest = rest.subarray(piece.length);
      await halt();
    }
  }
}

/** In the order of their places; of those at one place, in the order of the acts. */
function haltsOf(acts: readonly WireAct[]): Halt[] {
  const halts = acts.filter(
    (act): act is Halt => act.act === 'stall' || act.act === 'reset' || act.act === 'truncate',
  );
  return halts.sort((a, b) => Number(a.afterBytes > b.afterBytes) - Number(a.afterBytes < b.afterBytes));
}

async function carryOut(halt: Halt, timing: Timing): Promise<void> {
  if (halt.act === 'stall') return pause(halt.ms, timing);
  throw new CutOff(halt.act === 'reset' ? 'reset' : 'end', halt.afterBytes);
}
