import { expectResult } from '../expected.js';
import { asker } from '../service.js';
import type { Invariant } from './index.js';

/** Pages of any size are together what getItems lists, and the count is the length of the list. */
export const pages: Invariant = async (model, service, me) => {
  const ask = asker(service, me);
  for (const { id: dirId } of model.openFoldersOf(me)) {
    const items = await ask('getItems', { dirId });
    const size = await ask('getItemsCount', { dirId });
    expectResult('getItemsCount', service.version, BigInt(items.length), size);
    for (const count of [1, 2, 3, items.length + 1]) {
      const together = [];
      for (let startIndex = 0; startIndex <= items.length; startIndex += count)
        together.push(...(await ask('getItemsPartial', { dirId, startIndex, count })));
      expectResult('getItemsPartial', service.version, items, together);
    }
  }
};
