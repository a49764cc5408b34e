import { expectResult } from '../expected.js';
import { itemsOf } from '../items.js';
import { asker } from '../service.js';
import type { Invariant } from './index.js';

/** Every folder and the recycle bin list what the model has there, in this order. Remembers the addresses. */
export const listings: Invariant = async (model, service, me) => {
  const ask = asker(service, me);
  for (const folder of model.openFoldersOf(me)) {
    const items = await ask('getItems', { dirId: folder.id });
    expectResult('getItems', service.version, itemsOf(model, model.childrenOf(folder)), items);
    for (const item of items) if (item?.downloadLink) model.links.set(item.id, item.downloadLink);
  }
  const binned = await ask('getRecycleBinItems', {});
  expectResult('getRecycleBinItems', service.version, itemsOf(model, model.binOf(me)), binned);
};
