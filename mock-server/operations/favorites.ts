import { type SignedInCall, signedIn } from './handler.js';
import { toItems } from './items.js';

/** The number for a yes, chosen by `favorites-reply`, and 0 for a no (assumption). */
function reply({ world }: SignedInCall, done: boolean, fileId: bigint): bigint {
  if (!done) return 0n;
  return world.assume['favorites-reply'] === 'id' ? fileId : 1n;
}

/** Favorite files; folders cannot be any (wiki). */
export const favorites = signedIn({
  /** In the order of adding (assumption). */
  getFavorites: (call) => toItems(call, call.world.favorites.of(call.account)),
  /** 0 for an unknown file, one of another account or in the recycle bin; twice is harmless (assumption). */
  addToFavorites: (call, { fileId }) => reply(call, call.world.favorites.add(call.account, fileId), fileId),
  /** 0 for a file that was none (assumption). */
  removeFromFavorites: (call, { fileId }) =>
    reply(call, call.world.favorites.remove(call.account, fileId), fileId),
});
