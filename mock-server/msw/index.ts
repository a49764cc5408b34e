import { formDataReader } from '../forms/form-data.js';
import { scaleOnCanvas } from '../media/canvas-picture.js';
import type { MswOptions } from '../options.js';
import { portableMd5 } from '../storage/portable-digest.js';
import { type MswFake, mockFourShared } from './handlers.js';

export type { MswOptions } from '../options.js';
export { OptionsError } from '../schemas/read-options.js';
export type { MswFake } from './handlers.js';

/**
 * The service behind msw, at its real addresses: `setupServer(...fourSharedHandlers())`.
 * @throws OptionsError or RangeError when an option is invalid, FixtureError when the fixture is invalid or
 *   contradicts itself
 */
export function fourSharedHandlers(options: MswOptions = {}): MswFake {
  return mockFourShared(options, { digest: portableMd5, scale: scaleOnCanvas, readForm: formDataReader() });
}
