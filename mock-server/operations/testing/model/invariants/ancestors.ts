import { asker } from '../service.js';
import type { Invariant } from './index.js';

/** No folder is its own ancestor: from every one the way up ends at the root, which has parent 0. */
export const ancestors: Invariant = async (model, service, me) => {
  const ask = asker(service, me);
  for (const folder of model.openFoldersOf(me)) {
    const passed = new Set<bigint>();
    for (let id = folder.id; id !== 0n; id = (await ask('getDirInfo', { dirId: id })).parentId) {
      if (passed.has(id)) throw new Error(`The folder ${id} lies in itself.`);
      passed.add(id);
    }
    if (!passed.has(me.root)) throw new Error(`The folder ${folder.id} does not lie in the root.`);
  }
};
