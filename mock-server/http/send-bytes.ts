import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';

/**
 * Sends bytes, no faster than they are taken. Between two pieces other requests have their turn: a client that reads as
 * fast as pieces are made would otherwise keep all of them waiting. False when the connection broke before all
 * of them were.
 */
export async function sendBytes(
  response: ServerResponse,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<boolean> {
  for await (const piece of bytes) {
    if (response.destroyed) return false;
    if (!response.write(piece)) await room(response);
    await setImmediate();
  }
  return !response.destroyed;
}

function room(response: ServerResponse): Promise<void> {
  if (response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const goOn = (): void => {
      response.off('drain', goOn).off('close', goOn);
      resolve();
    };
    response.on('drain', goOn).on('close', goOn);
  });
}
