import { aFileId, aName } from '../choices.js';
import { calls } from '../command.js';
import { faults, returns } from '../expected.js';
import { NO_FILE } from '../faults.js';

export const files = [
  calls('renameFile', { fileId: aFileId, newName: aName }, (model, me, { fileId, newName }) => {
    const file = model.file(me, fileId);
    if (!file) return faults(NO_FILE);
    const folder = model.folder(me, file.parent);
    if (model.inBin(file) || !folder || newName === '') return returns(0n);
    if (model.named(folder, 'file', newName).some((other) => other !== file)) return returns(-1n);
    model.rename(file, newName);
    return returns(file.id);
  }),
];
