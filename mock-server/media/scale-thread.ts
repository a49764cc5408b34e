import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { PictureLimit, ScaledPicture } from './picture.js';

/** Time limit for one picture, in milliseconds. */
const LONGEST = 30_000;

/** The input of a thread. */
export interface ScaleOrder {
  readonly bytes: Uint8Array;
  readonly limit: PictureLimit;
}

const SCRIPT = new URL('./scale-worker.js', import.meta.url);

/**
 * Makes a picture smaller in a separate thread, so that a large or hostile one neither blocks the server nor takes its
 * memory. Uncompiled sources have no script for a thread: then it runs here.
 * @returns undefined when it cannot be done
 */
export async function scaleInThread(
  bytes: Uint8Array,
  limit: PictureLimit,
  script = SCRIPT,
): Promise<ScaledPicture | undefined> {
  if (!existsSync(script)) {
    const { scalePicture } = await import('./scale-picture.js');
    return scalePicture(bytes, limit);
  }
  const worker = new Worker(script, {
    workerData: { bytes, limit } satisfies ScaleOrder,
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });
  const timer = setTimeout(() => void worker.terminate(), LONGEST);
  return new Promise((resolve, reject) => {
    worker.once('message', (scaled: ScaledPicture | undefined) => resolve(scaled));
    worker.once('error', (error) => {
      // The picture needs too much memory. Any other error may go away with the next try.
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(undefined);
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });
}
