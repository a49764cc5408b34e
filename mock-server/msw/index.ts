import { scaleOnCanvas } from '../media/canvas-picture.js';
import { portableMd5 } from '../storage/portable-digest.js';
import { type FourSharedMock, mockFourShared } from './handlers.js';
import type { MswOptions } from './msw-service.js';

export type { FourSharedMock } from './handlers.js';
export type { MswOptions } from './msw-service.js';

/**
 * The service behind msw, at the addresses that it really has: `setupServer(...fourSharedHandlers())`.
 *
 * @throws FixtureError when the fixture contradicts itself, RangeError when an option is wrong
 */
export function fourSharedHandlers(options: MswOptions = {}): FourSharedMock {
  return mockFourShared(options, { digest: portableMd5, scale: scaleOnCanvas });
}
