import fc, { type Arbitrary } from 'fast-check';
import { type Model, type ModelFolder, pick } from '../../model/model.js';
import { isWithin, quoted } from '../../model/node.js';
import { FOLDER_GONE, FOLDER_IN_BIN } from '../../rules/bin.js';
import type { Act } from '../../runner/act.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { seeGone, seeInBin, seeOutOfBin } from './see-bin.js';

const entries = { folder: reference };
const named = (folder: ModelFolder | undefined): string => quoted(folder ?? { name: '' });

/** Puts a folder into the recycle bin, with all that is in it. */
export const removeFolder = stepKind({
  does: 'remove-folder',
  entries,
  possible: ({ innerFolders }) => innerFolders.length > 0,
  tell: ({ innerFolders }, { folder }) =>
    `The suite deleted the folder ${named(pick(innerFolders, folder))}.`,
  async perform(act, model, { folder: which }) {
    const folder = pick(model.innerFolders, which);
    if (!folder) return;
    const files = model.openFiles.filter((file) => isWithin(file, folder));
    await act.value(FOLDER_IN_BIN, 'deleteFolder', { dirId: folder.id });
    folder.is = 'bin';
    await seeInBin(act, folder, FOLDER_IN_BIN);
    for (const { id } of files) await seeUnusable(act, id);
  },
});

/** What was removed may be told of, and then as removed. */
async function seeUnusable(act: Act, fileId: bigint): Promise<void> {
  const outcome = await act.call('getFileInfo', { fileId });
  act.see.that(FOLDER_IN_BIN, 'fault' in outcome || outcome.value.removed, () => ({
    did: `By getFileInfo, the file ${fileId} in a deleted folder is not removed.`,
    should: 'It should be removed with its folder.',
  }));
}

/** Deletes a folder for good with all that is in it, from its folder or from the recycle bin. */
export const purgeFolder = stepKind({
  does: 'purge-folder',
  entries,
  possible: (model) => purgeable(model).length > 0,
  tell: (model, { folder }) =>
    `The suite deleted the folder ${named(pick(purgeable(model), folder))} for good.`,
  async perform(act, model, { folder: which }) {
    const folder = pick(purgeable(model), which);
    if (!folder) return;
    const files = model.openFiles.filter((file) => isWithin(file, folder));
    await act.value(FOLDER_GONE, 'deleteFolderFinal', { dirId: folder.id });
    folder.is = 'gone';
    await seeOutOfBin(act, [folder], FOLDER_GONE);
    await seeGone(act, files, FOLDER_GONE);
  },
});

const purgeable = ({ innerFolders, foldersInBin }: Model) => [...innerFolders, ...foldersInBin];

const which = (): Arbitrary<{ folder: number }> => fc.record({ folder: references() });

export const folderRemovals = (): Arbitrary<Step> => removeFolder.steps(which());
export const folderPurges = (): Arbitrary<Step> => purgeFolder.steps(which());
