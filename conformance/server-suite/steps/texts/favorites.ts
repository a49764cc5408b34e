import fc, { type Arbitrary } from 'fast-check';
import type { Model, ModelFile } from '../../model/model.js';
import { pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import type { ServerRequirement } from '../../rules/server-requirement.js';
import { FAVORITE_ADDED, FAVORITE_REMOVED } from '../../rules/texts.js';
import type { Act } from '../../runner/act.js';
import { itemsOf, listMistake } from '../listings/compare-items.js';
import { reference, references, type Step, stepKind } from '../step.js';

const entries = { file: reference };

/** What the number means that is answered is not known. */
export const addFavorite = stepKind({
  does: 'add-favorite',
  entries,
  possible: (model) => model.openFiles.length > 0,
  tell: (model, { file }) => `The suite added ${quoted(model.file(file) ?? { name: '' })} to the favorites.`,
  async perform(act, model, { file: which }) {
    const file = model.file(which);
    if (!file) return;
    model.favorites.add(file);
    await act.value(FAVORITE_ADDED, 'addToFavorites', { fileId: file.id });
    await seeFavorite(act, model, file, FAVORITE_ADDED);
  },
});

export const removeFavorite = stepKind({
  does: 'remove-favorite',
  entries,
  possible: (model) => openFavorites(model).length > 0,
  tell: (model, { file }) =>
    `The suite removed ${quoted(pick(openFavorites(model), file) ?? { name: '' })} from the favorites.`,
  async perform(act, model, { file: which }) {
    const file = pick(openFavorites(model), which);
    if (!file) return;
    await act.value(FAVORITE_REMOVED, 'removeFromFavorites', { fileId: file.id });
    model.favorites.delete(file);
    await seeFavorite(act, model, file, FAVORITE_REMOVED);
  },
});

async function seeFavorite(act: Act, model: Model, file: ModelFile, rule: ServerRequirement): Promise<void> {
  const items = await act.value(rule, 'getFavorites', {});
  const mistake = listMistake(itemsOf(items, [file]), model.favorites.has(file) ? [file] : []);
  act.see.that(rule, mistake === undefined, () => ({
    did: `It listed the favorites wrongly: ${mistake}.`,
    should: `It should list ${quoted(file)} among them exactly as long as that is a favorite.`,
  }));
}

const openFavorites = ({ openFiles, favorites }: Model): readonly ModelFile[] =>
  openFiles.filter((file) => favorites.has(file));

const file = (): Arbitrary<{ file: number }> => fc.record({ file: references() });

export const favoritesAdded = (): Arbitrary<Step> => addFavorite.steps(file());
export const favoritesRemoved = (): Arbitrary<Step> => removeFavorite.steps(file());
