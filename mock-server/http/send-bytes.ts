import type { ServerResponse } from 'node:http';

/** Sends bytes, no faster than they are taken. False when the connection broke before all of them were. */
export async function sendBytes(
  response: ServerResponse,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<boolean> {
  for await (const piece of bytes) {
    if (response.destroyed) return false;
    if (!response.write(piece)) await room(response);
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
