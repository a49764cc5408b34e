import fc from 'fast-check';
import { pick } from '../../model/model.js';
import { isWithin, quoted } from '../../model/node.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import { reference } from '../../steps/field.js';
import { always, stepKind } from '../../steps/step.js';
import { seeGone, seeInBin, seeOutOfBin } from './bin.js';
import { itemsOf } from './compare.js';

const FOLDER_IN_BIN: ServerRequirement = {
  id: 'SV-49',
  title: 'A deleted folder is in the recycle bin, marked as removed, and its content is no longer usable.',
  level: 'should',
  evidence: { source: 'client', about: 'folders in the list of the recycle bin' },
  sequences: ({ newFolder, upload }) => ({ lead: [newFolder(), newFolder(), upload(), removeFolder()] }),
};

const FOLDER_GONE: ServerRequirement = {
  id: 'SV-50',
  title: 'A folder that was deleted for good is nowhere, and neither are its files.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'deleteFolderFinal' },
  sequences: ({ newFolder, upload }) => ({
    lead: [newFolder(), newFolder(), upload()],
    among: [removeFolder()],
    last: [purgeFolder()],
    most: 1,
  }),
};

const ORPHAN_RESTORED: ServerRequirement = {
  id: 'SV-52',
  title: 'A file whose folder no longer exists is restored to the root.',
  level: 'may',
  evidence: { source: 'assumption', about: 'restoreFile has to put it somewhere' },
  assumption: 'restore-orphan',
  sequences: ({ newFolder, upload, removeFile }) => ({
    lead: [
      newFolder(),
      upload({ folder: fc.constant(1) }),
      removeFile(),
      fc.oneof(removeFolder(), purgeFolder()),
      restoreOrphan(),
    ],
  }),
};

const BIN_EMPTIED: ServerRequirement = {
  id: 'SV-53',
  title: 'Emptying the recycle bin leaves nothing in it and deletes its items for good.',
  level: 'must',
  evidence: { source: 'client', about: 'emptyRecycleBin before an upload' },
  touches: 'account',
  sequences: ({ newFolder, upload, removeFile }) => ({
    lead: [newFolder(), upload(), removeFile()],
    among: [removeFolder()],
    last: [emptyBin()],
    most: 1,
  }),
};

/** Puts a folder into the recycle bin, with all its content. */
export const removeFolder = stepKind({
  does: 'remove-folder',
  fields: { folder: reference },
  target: ({ innerFolders }, { folder }) => pick(innerFolders, folder),
  text: (folder) => `The suite deleted the folder ${quoted(folder)}.`,
  async perform(probe, folder, _, { openFiles }) {
    await probe.value(FOLDER_IN_BIN, 'deleteFolder', { dirId: folder.id });
    folder.is = 'bin';
    await seeInBin(probe, folder, FOLDER_IN_BIN);
    for (const { id } of openFiles.filter((file) => isWithin(file, folder))) {
      const outcome = await probe.call('getFileInfo', { fileId: id });
      // A removed file may have an item, marked as removed.
      probe.see(FOLDER_IN_BIN, 'fault' in outcome || outcome.value.removed, () => ({
        did: `By getFileInfo, the file ${id} in a deleted folder is not removed.`,
        should: 'It should be removed with its folder.',
      }));
    }
  },
});

/** Deletes a folder for good with all its content, from its parent or from the recycle bin. */
export const purgeFolder = stepKind({
  does: 'purge-folder',
  fields: { folder: reference },
  target: ({ innerFolders, foldersInBin }, { folder }) => pick([...innerFolders, ...foldersInBin], folder),
  text: (folder) => `The suite deleted the folder ${quoted(folder)} for good.`,
  async perform(probe, folder, _, { openFiles }) {
    await probe.value(FOLDER_GONE, 'deleteFolderFinal', { dirId: folder.id });
    folder.is = 'gone';
    await seeOutOfBin(probe, [folder], FOLDER_GONE);
    const files = openFiles.filter((file) => isWithin(file, folder));
    await seeGone(probe, files, FOLDER_GONE);
  },
});

/** Empties the recycle bin, unless it holds an item that the suite did not put there. */
const emptyBin = stepKind({
  does: 'empty-bin',
  fields: {},
  target: always,
  text: () => 'The suite emptied the recycle bin, unless it held items of others.',
  async perform(probe, _, __, model) {
    const files = model.files.filter(({ is }) => is === 'bin');
    const own = [...files, ...model.foldersInBin];
    const held = await probe.value(BIN_EMPTIED, 'getRecycleBinItems', {});
    if (itemsOf(held, own).length < held.length) return;
    await probe.value(BIN_EMPTIED, 'emptyRecycleBin', {});
    for (const node of own) node.is = 'gone';
    const [still] = await probe.value(BIN_EMPTIED, 'getRecycleBinItems', {});
    probe.see(BIN_EMPTIED, still === undefined, () => ({
      did: `It listed ${JSON.stringify(still?.name)} in the recycle bin right after that was emptied.`,
      should: 'It should list nothing.',
    }));
    await seeGone(probe, files, BIN_EMPTIED);
  },
});

/** Restores a file whose folder is deleted. The file leaves the folder that the suite has for itself. */
const restoreOrphan = stepKind({
  does: 'restore-orphan',
  fields: { file: reference },
  target: ({ orphans }, { file }) => pick(orphans, file),
  text: (file) => `The suite restored the file ${quoted(file)}, whose folder no longer exists.`,
  async perform(probe, file, _, { strays }) {
    const root = await probe.value(ORPHAN_RESTORED, 'getRoot', {});
    await probe.value(ORPHAN_RESTORED, 'restoreFile', { fileId: file.id });
    file.is = 'gone';
    strays.push(file);
    const item = await probe.value(ORPHAN_RESTORED, 'getFileInfo', { fileId: file.id });
    probe.see(ORPHAN_RESTORED, item.parentId === root.id && !item.removed, () => ({
      did: `By getFileInfo, the restored file is ${item.removed ? 'removed' : `in the folder ${item.parentId}`}.`,
      should: `It should be in the root, which is ${root.id}.`,
    }));
  },
});

/** Deleting folders, and emptying the recycle bin. */
export const FOLDERS_IN_BIN: RequirementGroup = {
  requirements: [FOLDER_IN_BIN, FOLDER_GONE, ORPHAN_RESTORED, BIN_EMPTIED],
  steps: [removeFolder, purgeFolder, emptyBin, restoreOrphan],
};
