import { groupsOf } from '../commands/settings.js';
import { expectResult } from '../expected.js';
import { itemsOf } from '../items.js';
import { asker } from '../service.js';
import type { Invariant } from './index.js';

/** Favorites, settings and descriptions are those of this account alone. */
export const belongings: Invariant = async (model, service, me) => {
  const ask = asker(service, me);
  const { version } = service;
  expectResult('getFavorites', version, itemsOf(model, model.favoritesOf(me)), await ask('getFavorites', {}));
  expectResult('getAllSettings', version, groupsOf(me), await ask('getAllSettings', {}));
  for (const { id, kind, texts } of model.ownedBy(me)) {
    if (kind === 'folder')
      expectResult('getDirDescription', version, texts[0], await ask('getDirDescription', { dirId: id }));
    else expectResult('getFileDescription', version, texts, await ask('getFileDescription', { fileId: id }));
  }
};
