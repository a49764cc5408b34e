import { aFileId } from '../choices.js';
import { calls } from '../command.js';
import { returns } from '../expected.js';
import { itemsOf } from '../items.js';

/** Favorites in the recycle bin stay some, but are not shown. */
export const favorites = [
  calls('getFavorites', {}, (model, me) => {
    const files = [...me.favorites].map((id) => model.file(me, id)).filter((file) => file !== undefined);
    return returns(
      itemsOf(
        model,
        files.filter((file) => !model.inBin(file)),
      ),
    );
  }),
  calls('addToFavorites', { fileId: aFileId }, (model, me, { fileId }) => {
    const file = model.file(me, fileId);
    if (!file || model.inBin(file)) return returns(0n);
    me.favorites.add(fileId);
    return returns(fileId);
  }),
  calls('removeFromFavorites', { fileId: aFileId }, (model, me, { fileId }) =>
    returns(me.favorites.delete(fileId) && model.file(me, fileId) ? fileId : 0n),
  ),
];
