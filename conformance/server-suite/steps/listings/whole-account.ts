import fc, { type Arbitrary } from 'fast-check';
import { ALL_ITEMS, FIRST_FOLDERS } from '../../rules/listings.js';
import { type Step, stepKind } from '../step.js';
import { itemsOf, listMistake } from './compare-items.js';

/** Lists all items of the account, of which only those are looked at that the suite made. */
export const listAccount = stepKind({
  does: 'list-account',
  entries: {},
  tell: () => 'The suite asked for all items of the account.',
  async perform(act, model) {
    const items = await act.value(ALL_ITEMS, 'getAllItems', {});
    const own = itemsOf(items, [...model.files, ...model.folders]);
    const mistake = listMistake(own, [...model.openFolders, ...model.openFiles]);
    act.see.that(ALL_ITEMS, mistake === undefined, () => ({
      did: `It listed all items of the account wrongly: ${mistake}.`,
      should: 'It should list all that is below the root, and nothing that was removed.',
    }));
  },
});

export const listFirstFolders = stepKind({
  does: 'list-first-folders',
  entries: {},
  tell: () => 'The suite asked for the folders of the root.',
  async perform(act, model) {
    const items = await act.value(FIRST_FOLDERS, 'getAllFolders', {});
    const own = itemsOf(items, [...model.files, ...model.folders]).filter((item) => item !== null);
    const has = own.some(({ id }) => id === model.top.id);
    const [strange] = own.filter(({ id }) => id !== model.top.id);
    act.see.that(FIRST_FOLDERS, has && !strange, () => ({
      did: strange
        ? `It listed ${JSON.stringify(strange.name)}, which is no folder of the root, among the folders of the root.`
        : `It did not list ${JSON.stringify(model.top.name)} among the folders of the root.`,
      should: 'It should list the folders that are directly in the root.',
    }));
  },
});

export const accountLists = (): Arbitrary<Step> => listAccount.steps(fc.constant({}));
export const firstFolderLists = (): Arbitrary<Step> => listFirstFolders.steps(fc.constant({}));
