import { calls } from '../command.js';
import { returns } from '../expected.js';
import { aFavoriteId } from '../ids.js';
import { itemsOf } from '../items.js';

export const favorites = [
  calls('getFavorites', {}, (model, me) => returns(itemsOf(model, model.favoritesOf(me)))),
  calls('addToFavorites', { fileId: aFavoriteId }, (model, me, { fileId }) => {
    const file = model.file(me, fileId);
    if (!file || model.inBin(file)) return returns(0n);
    me.favorites.add(fileId);
    return returns(fileId);
  }),
  calls('removeFromFavorites', { fileId: aFavoriteId }, (model, me, { fileId }) =>
    returns(me.favorites.delete(fileId) && model.file(me, fileId) ? fileId : 0n),
  ),
];
