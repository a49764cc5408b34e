import { readForm } from '../forms/read-form.js';
import { scaleInThread } from '../media/scale-thread.js';
import type { MswOptions } from '../options.js';
import { md5 } from '../storage/digest.js';
import { type MswFake, mockFourShared } from './handlers.js';

export type { MswOptions } from '../options.js';
export { OptionsError } from '../schemas/read-options.js';
export type { MswFake } from './handlers.js';

/** As in `index.ts`, with Node's MD5, forms read by multer, and previews without a canvas. */
export function fourSharedHandlers(options: MswOptions = {}): MswFake {
  return mockFourShared(options, { digest: md5, scale: scaleInThread, readForm });
}
