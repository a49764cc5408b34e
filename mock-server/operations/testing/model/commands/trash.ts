import { aBinnedId, aFileId, aFolderId, severalIds } from '../choices.js';
import { calls } from '../command.js';
import { faults, returns } from '../expected.js';
import { NO_FILE, NO_FOLDER, ROOT_STAYS } from '../faults.js';
import { itemsOf } from '../items.js';

const done = returns(undefined);

export const trash = [
  calls('deleteFile', { fileId: aFileId }, (model, me, { fileId }) => {
    const file = model.file(me, fileId);
    if (!file) return faults(NO_FILE);
    if (!model.inBin(file)) model.bin(file);
    return done;
  }),
  calls('deleteFileFinal', { fileId: aFileId }, (model, me, { fileId }) => {
    const file = model.file(me, fileId);
    if (!file) return faults(NO_FILE);
    model.purge(file);
    return done;
  }),
  calls('deleteFolder', { dirId: aFolderId }, (model, me, { dirId }) => {
    const folder = model.folder(me, dirId);
    if (!folder) return faults(NO_FOLDER);
    if (folder.id === me.root) return faults(ROOT_STAYS);
    if (!model.inBin(folder)) model.bin(folder);
    return done;
  }),
  calls('deleteFolderFinal', { dirId: aFolderId }, (model, me, { dirId }) => {
    const folder = model.folder(me, dirId);
    if (!folder) return faults(NO_FOLDER);
    if (folder.id === me.root) return faults(ROOT_STAYS);
    model.purge(folder);
    return done;
  }),
  calls('getRecycleBinItems', {}, (model, me) => returns(itemsOf(model, model.binOf(me)))),
  calls('emptyRecycleBin', {}, (model, me) => {
    const entries = model.binOf(me);
    for (const entry of entries) model.purge(entry);
    return returns(entries.length);
  }),
  calls('restoreFile', { fileId: aBinnedId }, (model, me, { fileId }) => {
    const file = model.file(me, fileId);
    if (!file) return faults(NO_FILE);
    model.restore(file);
    return done;
  }),
  calls('restoreFiles', { fileIds: severalIds(aBinnedId) }, (model, me, { fileIds }) => {
    for (const id of fileIds) {
      if (id === null) continue;
      const file = model.file(me, id);
      if (!file) return faults(NO_FILE);
      model.restore(file);
    }
    return done;
  }),
];
