import fc, { type Arbitrary } from 'fast-check';
import { pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import { FOLDER_EXISTS, FOLDER_NAME, NEW_FOLDER, NO_PARENT, PARENT_REMOVED } from '../../rules/folders.js';
import { anyNames } from '../any-name.js';
import { itemMistake } from '../listings/compare-items.js';
import { nameText, reference, references, type Step, stepKind } from '../step.js';

/** Makes a folder under a name that nothing has where it is made. */
export const newFolder = stepKind({
  does: 'new-folder',
  entries: { folder: reference, name: nameText },
  possible: (model, { folder, name }) => model.isFree(name, model.folder(folder)),
  tell: (model, { folder, name }) =>
    `The suite made the folder ${quoted({ name })} in ${quoted(model.folder(folder))}.`,
  async perform(act, model, { folder, name }) {
    const parent = model.folder(folder);
    const id = await act.value(NEW_FOLDER, 'createNewFolder', { dirId: parent.id, folderName: name });
    act.see.that(NEW_FOLDER, id > 0n && !model.hasFolder(id), () => ({
      did: `It answered createNewFolder with ${id}${model.hasFolder(id) ? ', which is the id of another folder' : ''}.`,
      should: 'It should make the folder and answer with its id, which is above 0 and its own.',
    }));
    const made = model.addFolder(id, name, parent);
    const mistake = itemMistake(await act.value(FOLDER_NAME, 'getDirInfo', { dirId: id }), made);
    act.see.that(FOLDER_NAME, mistake === undefined, () => ({
      did: `By getDirInfo, the new folder ${quoted(made)} ${mistake}.`,
      should: 'It should have the very name it was given, in the folder it was made in.',
    }));
  },
});

/** Tries to make a folder that is there already. */
export const sameFolder = stepKind({
  does: 'same-folder',
  entries: { folder: reference },
  possible: ({ innerFolders }) => innerFolders.length > 0,
  tell: ({ innerFolders }, { folder }) =>
    `The suite asked for another folder ${quoted(pick(innerFolders, folder) ?? { name: '' })} where there is one.`,
  async perform(act, { innerFolders }, { folder: which }) {
    const folder = pick(innerFolders, which);
    if (!folder?.parent) return;
    const id = await act.value(FOLDER_EXISTS, 'createNewFolder', {
      dirId: folder.parent.id,
      folderName: folder.name,
    });
    act.see.that(FOLDER_EXISTS, id === -1n, () => ({
      did: `It answered createNewFolder with ${id} for the name of a folder that is there.`,
      should: 'It should make none and answer with -1.',
    }));
  },
});

/** Tries to make a folder in one that is in the recycle bin. */
export const folderInBin = stepKind({
  does: 'folder-in-bin',
  entries: { folder: reference, name: nameText },
  possible: ({ foldersInBin }) => foldersInBin.length > 0,
  tell: (_, { name }) => `The suite asked for the folder ${quoted({ name })} in a folder in the recycle bin.`,
  async perform(act, { foldersInBin }, { folder, name }) {
    const dirId = pick(foldersInBin, folder)?.id ?? 0n;
    const id = await act.value(PARENT_REMOVED, 'createNewFolder', { dirId, folderName: name });
    act.see.that(PARENT_REMOVED, id === -2n, () => ({
      did: `It answered createNewFolder with ${id} for a folder in the recycle bin.`,
      should: 'It should make none and answer with -2.',
    }));
  },
});

/** Tries to make a folder in one that is gone, and so in none at all. */
export const folderNowhere = stepKind({
  does: 'folder-nowhere',
  entries: { folder: reference, name: nameText },
  possible: ({ goneFolders }) => goneFolders.length > 0,
  tell: (_, { name }) => `The suite asked for the folder ${quoted({ name })} in a folder that is gone.`,
  async perform(act, { goneFolders }, { folder, name }) {
    const dirId = pick(goneFolders, folder)?.id ?? 0n;
    const outcome = await act.call('createNewFolder', { dirId, folderName: name });
    act.see.that(NO_PARENT, 'fault' in outcome || outcome.value <= 0n, () => ({
      did: `It made a folder in ${dirId}, which is the id of no folder any more.`,
      should: 'It should answer with 0, a number below 0, or a fault.',
    }));
  },
});

/** Letters alone: what every service sorts and keeps alike. */
export const letters = (): Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 1, maxLength: 6 });

const placed = (name: Arbitrary<string>, folder = references()) => fc.record({ folder, name });

export const newFolders = (name = letters(), folder = references()): Arbitrary<Step> =>
  newFolder.steps(placed(name, folder));
export const anyNewFolders = (): Arbitrary<Step> => newFolders(anyNames());
export const sameFolders = (): Arbitrary<Step> => sameFolder.steps(fc.record({ folder: references() }));
export const foldersInBin = (): Arbitrary<Step> => folderInBin.steps(placed(letters()));
export const foldersNowhere = (): Arbitrary<Step> => folderNowhere.steps(placed(letters()));
