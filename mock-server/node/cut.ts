import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Cut } from '../http/index.js';
import { delay, event } from '../waits.js';

/**
 * Time for the other side to read what it was sent, in milliseconds. Of a reset that is there before the bytes are read
 * some platforms make an ordinary end (libuv: a hang-up after a short read is an end of file).
 */
const READING_TIME = 25;

/** Ends the connection of an answer, once everything that was written to it has gone out. */
export async function cut(response: ServerResponse, how: Cut): Promise<void> {
  const { socket } = response;
  if (!socket || socket.destroyed) return;
  if (socket.writableLength > 0) await drained(socket);
  if (how === 'end') {
    socket.destroySoon();
    return;
  }
  if (socket.bytesWritten > 0) await delay(READING_TIME);
  socket.resetAndDestroy();
}

/** A reset would drop the bytes that are not sent yet. */
const drained = (socket: Socket): Promise<void> =>
  event((done) => {
    // The callback of an empty write comes after all bytes before it.
    socket.write('', done);
    socket.once('close', done);
    return () => socket.off('close', done);
  });
