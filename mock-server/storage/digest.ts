import { createHash } from 'node:crypto';
import type { Digest } from '../world/index.js';

/** Starts an MD5 computation with the platform's own implementation. */
export function md5(): Digest {
  const hash = createHash('md5');
  return {
    update(bytes) {
      hash.update(bytes);
    },
    hex: () => hash.digest('hex'),
  };
}
