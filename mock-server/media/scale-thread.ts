import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { PictureLimit, ScaledPicture } from './picture.js';

/** A picture that takes longer is left alone, in milliseconds. */
const LONGEST = 30_000;

/** What a thread is given. */
export interface ScaleOrder {
  readonly bytes: Uint8Array;
  readonly limit: PictureLimit;
}

const SCRIPT = new URL('./scale-worker.js', import.meta.url);

/**
 * Makes a picture smaller in a thread of its own, so that a large or hostile one neither stops the server nor takes its
 * memory. Where the sources are run without being compiled there is no script for a thread, and it is done here.
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
      // A picture that takes too much is left alone. Anything else is no fault of the picture: the next try may succeed.
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(undefined);
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });
}
