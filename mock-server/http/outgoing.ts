import { type Act, CutOff, pickAnswer, shapeBytes, type WireAct, wireActs } from '../edge-cases/index.js';
import { KeptBody } from '../journal/index.js';
import { delay } from '../waits.js';
import type { HttpAnswer } from './answer.js';
import type { Cut, HttpRequest } from './request.js';

/** A reply as it would go out if nothing happened to it on the way. */
export interface Outgoing {
  readonly status: number;
  /** Name, value, name, value. */
  readonly headers: readonly string[];
  readonly body: AsyncIterable<Uint8Array>;
}

/** What became of a reply. */
export interface Delivered {
  /** Whether all of it went out. */
  readonly complete: boolean;
  /** Of the body, as far as they went out; 64-bit. */
  readonly bytes: bigint;
  /** Undefined when not even that went out. */
  readonly status: number | undefined;
  readonly headers: readonly string[];
  /** The bytes of the body, if they are kept. */
  readonly kept?: KeptBody | undefined;
}

/** What the journal and the log want to hear of a reply. */
export interface Listeners {
  readonly delivered: (delivered: Delivered) => void;
  /** The bytes could not be made; without it that is taken for a reply that broke off. */
  readonly failed?: (failure: unknown) => void;
}

/** Nothing went out. */
export const NOTHING: Delivered = { complete: false, bytes: 0n, status: undefined, headers: [] };

/**
 * A reply the way that rules want it on the wire.
 * @param keep whether the bytes are kept for the journal
 * @throws CutOff when rules want the connection to end in place of a reply
 */
export function underActs(
  request: HttpRequest,
  { status, headers, body }: Outgoing,
  acts: readonly Act[],
  keep: boolean,
  { delivered, failed }: Listeners,
): HttpAnswer {
  const outward = wireActs(acts, 'out');
  const early = cutBeforeHead(acts, outward);
  if (early) {
    delivered(NOTHING);
    throw new CutOff(early, 0n);
  }
  const counted = { bytes: 0n, kept: keep ? new KeptBody() : undefined };
  const shaped =
    outward.length === 0 ? body : shapeBytes(body, outward, { delay, signal: request.abandoned });
  return {
    status,
    headers,
    body: counting(shaped, counted),
    headFirst: outward.length > 0,
    over: (fate) => {
      if (fate === 'unsent') delivered(NOTHING);
      else if (typeof fate === 'object' && failed) failed(fate.failure);
      else delivered({ complete: fate === 'sent', status, headers, ...counted });
    },
  };
}

async function* counting(
  bytes: AsyncIterable<Uint8Array>,
  counted: { bytes: bigint; readonly kept: KeptBody | undefined },
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    counted.bytes += BigInt(piece.length);
    counted.kept?.add(piece);
    yield piece;
  }
}

/** A reset at once leaves nothing of the reply, as a service that went down does. */
function cutBeforeHead(acts: readonly Act[], outward: readonly WireAct[]): Cut | undefined {
  if (pickAnswer(acts)?.act === 'hang-up') return 'end';
  return outward.some((act) => act.act === 'reset' && act.afterBytes === 0n) ? 'reset' : undefined;
}
