import type { ServerResponse } from 'node:http';

/** A signal that is aborted when the connection of an answer closes before the answer has gone out. */
export function abandonment(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const give = (): void => controller.abort();
  if (response.destroyed) give();
  else response.once('close', give);
  return controller.signal;
}
