import type { IncomingMessage, ServerResponse } from 'node:http';

/** The most bytes that are read of a body after the response. */
const MOST_DROPPED = 1024 * 1024 * 1024;

/** Milliseconds that a client may be silent before it has sent such a body. */
const LONGEST_SILENCE = 2000;

/**
 * To be called before the head of a response: if the body of the request has not come yet, the connection outlives the
 * response, and the rest of the body is read and dropped. A client that finds the connection closed while it sends does
 * not read why.
 */
export function readOn(response: ServerResponse): void {
  const { req: incoming } = response;
  if (incoming.complete) return;
  const isLast = !response.shouldKeepAlive;
  response.shouldKeepAlive = true;
  response.once('finish', () => dropRest(incoming, isLast));
}

/** @param isLast whether the client wants the connection to end then */
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
