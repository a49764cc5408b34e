import { type Handlers, notYet } from './handler.js';

/** Favorite files. */
export const favorites = {
  getFavorites: notYet('getFavorites'),
  addToFavorites: notYet('addToFavorites'),
  removeFromFavorites: notYet('removeFromFavorites'),
} satisfies Partial<Handlers>;
