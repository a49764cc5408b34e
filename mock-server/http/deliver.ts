import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { type Act, CutOff, pickAnswer, shapeBytes, type WireAct, wireActs } from '../edge-cases/index.js';
import { abandonment } from './abandonment.js';
import { type Cut, cut } from './cut.js';
import { sendBytes } from './send-bytes.js';
import { sleep } from './sleep.js';

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
  readonly kept?: readonly Uint8Array[] | undefined;
}

const NOTHING: Delivered = { complete: false, bytes: 0n, status: undefined, headers: [] };

/** Sends a reply the way that rules want it on the wire. */
export async function deliver(
  response: ServerResponse,
  { status, headers, body }: Outgoing,
  acts: readonly Act[],
  keep: boolean,
): Promise<Delivered> {
  if (response.destroyed) return NOTHING;
  const outward = wireActs(acts, 'out');
  const early = cutBeforeHead(acts, outward);
  if (early) {
    await cut(response, early);
    return NOTHING;
  }
  const signal = abandonment(response);
  const counted = { bytes: 0n, kept: keep ? ([] as Uint8Array[]) : undefined };
  const shaped = outward.length === 0 ? body : shapeBytes(body, outward, { sleep, signal });
  response.writeHead(status, [...headers]);
  // The head is to be seen even if no byte of the body will be.
  if (outward.length > 0) response.flushHeaders();
  const complete = await sendAll(response, counting(shaped, counted), signal);
  return { complete, status, headers, ...counted };
}

async function sendAll(
  response: ServerResponse,
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    if (!(await sendBytes(response, bytes))) return false;
  } catch (error) {
    // Whoever should have read it went away.
    if (signal.aborted) return false;
    if (!(error instanceof CutOff)) throw error;
    await cut(response, error.how);
    return false;
  }
  response.end();
  return finished(response).then(
    () => true,
    () => false,
  );
}

async function* counting(
  bytes: AsyncIterable<Uint8Array>,
  counted: { bytes: bigint; readonly kept: Uint8Array[] | undefined },
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    counted.bytes += BigInt(piece.length);
    counted.kept?.push(piece);
    yield piece;
  }
}

/** A reset at once leaves nothing of the reply, as a service that went down does. */
function cutBeforeHead(acts: readonly Act[], outward: readonly WireAct[]): Cut | undefined {
  if (pickAnswer(acts)?.act === 'hang-up') return 'end';
  return outward.some((act) => act.act === 'reset' && act.afterBytes === 0n) ? 'reset' : undefined;
}
