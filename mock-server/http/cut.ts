import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How a connection ends early: reset (RST), or ended (FIN). */
export type Cut = 'reset' | 'end';

/** Ends the connection of an answer, once everything that was written to it has gone out. */
export async function cut(response: ServerResponse, how: Cut): Promise<void> {
  const { socket } = response;
  if (!socket || socket.destroyed) return;
  await drained(socket);
  if (how === 'reset') socket.resetAndDestroy();
  else socket.destroySoon();
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
