import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import type { Model, ModelFolder } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import { COUNT, LISTING } from '../../rules/listings.js';
import type { Act } from '../../runner/act.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { listMistake } from './compare-items.js';

/** Lists a folder, or all of them: what is listed again after a change shows whether the change is seen. */
export const list = stepKind({
  does: 'list',
  entries: { folder: v.nullable(reference) },
  tell: (model, { folder }) =>
    folder === null
      ? 'The suite listed each of its folders.'
      : `The suite listed ${quoted(model.folder(folder))}.`,
  async perform(act, model, { folder }) {
    const chosen = folder === null ? model.openFolders : [model.folder(folder)];
    for (const one of chosen) await seeListing(act, model, one);
  },
});

async function seeListing(act: Act, model: Model, folder: ModelFolder): Promise<void> {
  const items = await act.value(LISTING, 'getItems', { dirId: folder.id });
  const mistake = listMistake(items, model.nodesIn(folder));
  act.see.that(LISTING, mistake === undefined, () => ({
    did: `It listed ${quoted(folder)} wrongly: ${mistake}.`,
    should: 'It should list what is in the folder after all that was done before, and nothing else.',
  }));
}

/** Compares the number of items in a folder. */
export const count = stepKind({
  does: 'count',
  entries: { folder: reference },
  tell: (model, { folder }) => `The suite counted what is in ${quoted(model.folder(folder))}.`,
  async perform(act, model, { folder: where }) {
    const folder = model.folder(where);
    const counted = await act.value(COUNT, 'getItemsCount', { dirId: folder.id });
    const expected = model.nodesIn(folder).length;
    act.see.that(COUNT, counted === BigInt(expected), () => ({
      did: `It counted ${counted} items in ${quoted(folder)}.`,
      should: `It should count ${expected}, as many as there are.`,
    }));
  },
});

export const listsAll = (): Arbitrary<Step> => list.steps(fc.constant({ folder: null }));
export const counts = (): Arbitrary<Step> => count.steps(fc.record({ folder: references() }));
