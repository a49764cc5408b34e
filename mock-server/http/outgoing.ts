import {
  type Act,
  CutOff,
  hasNoBody,
  replacementIn,
  shapeBytes,
  type WireAct,
  wireActs,
} from '../edge-cases/index.js';
import { KeptBody } from '../journal/index.js';
import { delay } from '../waits.js';
import type { Cut, HttpRequest } from './request.js';
import { type HttpResponse, onlyBytes, utf8 } from './response.js';

/** A response before the acts of rules are applied to it. */
export interface Outgoing {
  readonly status: number;
  /** Name, value, name, value. */
  readonly headers: readonly string[];
  readonly body: AsyncIterable<Uint8Array>;
}

/** What was sent of a response. */
export interface Delivered {
  /** Whether all of it was sent. */
  readonly complete: boolean;
  /** Bytes of the body that were sent, 64-bit. */
  readonly bytes: bigint;
  /** Undefined when none was sent. */
  readonly status: number | undefined;
  readonly headers: readonly string[];
  /** The bytes of the body, if recorded. */
  readonly kept?: KeptBody | undefined;
}

/** Callbacks for the end of a response. */
export interface Listeners {
  readonly delivered: (delivered: Delivered) => void;
  /** Its bytes could not be produced. Default: it counts as broken off. */
  readonly failed?: (failure: unknown) => void;
}

/** Nothing was sent. */
export const NOTHING: Delivered = { complete: false, bytes: 0n, status: undefined, headers: [] };

/**
 * Applies the acts of rules on the wire to a response.
 * @param keep whether to keep its bytes for the journal
 * @throws CutOff when rules end the connection instead of a response
 */
export function underActs(
  request: HttpRequest,
  { status, headers, body }: Outgoing,
  acts: readonly Act[],
  keep: boolean,
  { delivered, failed }: Listeners,
): HttpResponse {
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

/** A reset at byte 0 leaves nothing of the response, like a service that crashed. */
function cutBeforeHead(acts: readonly Act[], outward: readonly WireAct[]): Cut | undefined {
  if (replacementIn(acts)?.act === 'hang-up') return 'end';
  return outward.some((act) => act.act === 'reset' && act.afterBytes === 0n) ? 'reset' : undefined;
}

/** The response that a rule sets instead of the service's own to a part or a download; undefined if none does. */
export function replacedResponse(acts: readonly Act[]): Outgoing | undefined {
  const act = replacementIn(acts);
  if (act?.act !== 'status') return undefined;
  const { status, body = '', contentType = 'text/html; charset=utf-8', headers = {} } = act;
  const more = Object.entries(headers).flat();
  if (hasNoBody(status)) return { status, headers: more, body: onlyBytes() };
  return withBody(status, contentType, body, more);
}

/** A response with a text. @param more further headers: name, value, name, value */
export function withBody(
  status: number,
  contentType: string,
  body: string,
  more: readonly string[],
): Outgoing {
  const bytes = utf8(body);
  const headers = ['Content-Type', contentType, 'Content-Length', String(bytes.length), ...more];
  return { status, headers, body: onlyBytes(bytes) };
}
