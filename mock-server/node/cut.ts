import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Cut } from '../http/request.js';
import { sleep } from '../http/sleep.js';

/**
 * Time for the other side to read what it was sent, in milliseconds. Of a reset that is there before the bytes are read
 * some platforms make an ordinary end (libuv: a hang-up after a short read is an end of file).
 */
const READING_TIME = 25;

/** Ends the connection of an answer, once everything that was written to it has gone out. */
export async function cut(response: ServerResponse, how: Cut): Promise<void> {
  const { socket } = response;
  if (!socket || socket.destroyed) return;
  await drained(socket);
  if (how === 'end') {
    socket.destroySoon();
    return;
  }
  if (socket.bytesWritten > 0) await sleep(READING_TIME);
  socket.resetAndDestroy();
}

/** What the other side has not been sent yet would be lost with a reset. */
function drained(socket: Socket): Promise<void> {
  if (socket.writableLength === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const goOn = (): void => {
      socket.off('drain', goOn).off('close', goOn);
      resolve();
    };
    // An empty write is through when all before it is.
    socket.write('', goOn);
    socket.once('close', goOn);
  });
}
