import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { event } from '../waits.js';

/** Small chunks share a turn: with one turn each, a response would take seconds on a busy machine. */
const TURN = { pieces: 32, bytes: 16 * 1024 };

/**
 * Sends bytes with back-pressure. Other requests get a turn now and then, as a client that reads fast would block
 * them. When it ends, also by an error, everything written was passed to the socket. False if the connection broke
 * before.
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
