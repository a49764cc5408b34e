import type { IncomingMessage, ServerResponse } from 'node:http';

/** Bytes of a body to read after the response. */
const MOST_DROPPED = 1024 * 1024 * 1024;

/** Milliseconds without a byte after which the connection ends. */
const LONGEST_SILENCE = 2000;

/**
 * Call it before the head of a response. If the body of the request is incomplete, the connection outlives the
 * response, and the rest of the body is read and dropped: a client that finds the connection closed while it sends
 * does not read the response.
 */
export function readOn(response: ServerResponse): void {
  const { req: incoming } = response;
  if (incoming.complete) return;
  const isLast = !response.shouldKeepAlive;
  response.shouldKeepAlive = true;
  response.once('finish', () => dropRest(incoming, isLast));
}

/** @param isLast whether the client wants to close the connection then */
function dropRest(incoming: IncomingMessage, isLast: boolean): void {
  const { socket } = incoming;
  const finish = (): void => {
    if (isLast) socket.end();
  };
  if (incoming.complete || incoming.destroyed) {
    finish();
    return;
  }
  let dropped = 0;
  const silence = setTimeout(() => socket.destroy(), LONGEST_SILENCE);
  incoming.on('data', (chunk: Uint8Array) => {
    silence.refresh();
    dropped += chunk.length;
    if (dropped > MOST_DROPPED) socket.destroy();
  });
  incoming.on('close', () => {
    clearTimeout(silence);
    finish();
  });
  incoming.resume();
}
