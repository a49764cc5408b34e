import { md5 as start } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Digest } from '../world/index.js';

/** Starts an MD5 computation anywhere: some 70 MB a second, a tenth of what Node's own does. */
export function portableMd5(): Digest {
  const hash = start.create();
  return {
    update(bytes) {
      hash.update(bytes);
    },
    hex: () => bytesToHex(hash.digest()),
  };
}
