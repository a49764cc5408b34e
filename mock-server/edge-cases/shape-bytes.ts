import type { Act, Direction, WireAct } from './act.js';

/** How time passes while bytes are shaped. */
export interface Timing {
  /** Resolves after `ms` milliseconds, or when the signal aborts; without a number, only then. */
  delay(ms: number | undefined, signal?: AbortSignal): Promise<void>;
  /** Aborts when the client disconnects: a delay or a stall then throws its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Ends a stream at a cut: by a reset of the connection (RST), or by its end (FIN). */
export class CutOff extends Error {
  override readonly name = 'CutOff';

  constructor(
    readonly how: 'reset' | 'end',
    /** Bytes before the cut, 64-bit. */
    readonly afterBytes: bigint,
  ) {
    super(
      how === 'reset'
        ? `the connection is reset after ${afterBytes} bytes`
        : `the connection ends after ${afterBytes} bytes`,
    );
  }
}

/** The acts on the bytes of one direction; without a direction, they are for the response. */
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
 * Performs throttle, stall, reset, truncate and corrupt on the bytes of one direction; other acts are ignored. Does
 * not change the source's bytes. At a cut, the source is closed as by `break` in a loop.
 * @throws CutOff after exactly the number of bytes in the act
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

/** By offset; at the same offset, in the order of the acts. */
function haltsOf(acts: readonly WireAct[]): Halt[] {
  const halts = acts.filter(
    (act): act is Halt => act.act === 'stall' || act.act === 'reset' || act.act === 'truncate',
  );
  return halts.sort((a, b) => Number(a.afterBytes > b.afterBytes) - Number(a.afterBytes < b.afterBytes));
}

async function carryOut(halt: Halt, timing: Timing): Promise<void> {
  if (halt.act === 'stall') return wait(halt.ms, timing);
  throw new CutOff(halt.act === 'reset' ? 'reset' : 'end', halt.afterBytes);
}

async function wait(ms: number | undefined, { delay, signal }: Timing): Promise<void> {
  await delay(ms, signal);
  signal?.throwIfAborted();
}

const LARGEST_PIECE = 64 * 1024;
/** Chunks per second, unless they would exceed the largest size. */
const PIECES_PER_SECOND = 20;

/**
 * Limits the average rate to the slowest `throttle` among the acts: bytes never come early, and less than a
 * millisecond late if `delay` is exact.
 */
async function* throttled(
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
        await wait(ms, timing);
        owed -= ms;
      }
      yield piece;
    }
  }
}

/** Inverts the bytes that acts name, once per act. @param position offset of the first byte, 64-bit */
function corrupted(bytes: Uint8Array, position: bigint, acts: readonly WireAct[]): Uint8Array {
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
