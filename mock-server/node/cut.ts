import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Cut } from '../http/index.js';
import { delay, event } from '../waits.js';
import { connectionOf } from './tls-sockets.js';

/**
 * Milliseconds for the client to read what was sent. If a reset arrives before the bytes are read, some platforms
 * report an ordinary end (libuv: a hang-up after a short read is an end of file).
 */
const READING_TIME = 25;

/** Ends the connection of a response when everything written to it was sent. */
export async function cut(response: ServerResponse, how: Cut): Promise<void> {
  const { socket } = response;
  if (!socket || socket.destroyed) return;
  if (socket.writableLength > 0) await drained(socket);
  if (how === 'end') {
    socket.destroySoon();
    return;
  }
  if (socket.bytesWritten > 0) await delay(READING_TIME);
  // Only the connection below TLS can be reset.
  connectionOf(socket).resetAndDestroy();
}

/** A reset would drop the bytes that are not sent yet. */
const drained = (socket: Socket): Promise<void> =>
  event((done) => {
    // The callback of an empty write comes after all bytes before it.
    socket.write('', done);
    socket.once('close', done);
    return () => socket.off('close', done);
  });
