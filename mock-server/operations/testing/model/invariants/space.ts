import { expectResult } from '../expected.js';
import { asker } from '../service.js';
import type { Invariant } from './index.js';

/** Free space is the limit less files, recycle bin and reservations. */
export const space: Invariant = async (model, service, me) => {
  const free = await asker(service, me)('getFreeSpace', {});
  expectResult('getFreeSpace', service.version, model.freeSpace(me), free);
};
