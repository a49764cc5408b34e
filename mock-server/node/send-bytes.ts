import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { event } from '../waits.js';

/** Small pieces, such as chunks of one byte, share a turn: with one turn each, an answer would take seconds on a busy machine. */
const TURN = { pieces: 32, bytes: 16 * 1024 };

/**
 * Sends bytes, no faster than they are taken. Now and then other requests have their turn: a client that reads as fast as
 * pieces are made would otherwise keep all of them waiting. When it ends, be it with an error, all that was written is on
 * its way. False when the connection broke before.
 */
export async function sendBytes(
  response: ServerResponse,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<boolean> {
  const written = { pieces: 0, bytes: 0 };
  try {
    for await (const piece of bytes) {
      if (response.destroyed) return false;
      if (!response.write(piece) && !response.destroyed) await room(response);
      written.pieces += 1;
      written.bytes += piece.length;
      if (written.pieces < TURN.pieces && written.bytes < TURN.bytes) continue;
      written.pieces = written.bytes = 0;
      await setImmediate();
    }
  } finally {
    await setImmediate();
  }
  return !response.destroyed;
}

const room = (response: ServerResponse): Promise<void> =>
  event((done) => {
    response.on('drain', done).on('close', done);
    return () => response.off('drain', done).off('close', done);
  });
