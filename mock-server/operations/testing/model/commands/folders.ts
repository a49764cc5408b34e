import { expect } from 'vitest';
import { aFolderId, aName } from '../choices.js';
import { calls } from '../command.js';
import { faults, returns } from '../expected.js';
import { NO_FOLDER } from '../faults.js';
import type { Model } from '../model.js';
import { type ModelFolder, newFolder } from '../nodes.js';

/** Why there can be no folder of this name in a folder, in the numbers of createNewFolder. */
function denial(model: Model, parent: ModelFolder, name: string, except?: ModelFolder): bigint | undefined {
  if (name === '') return 0n;
  return model.named(parent, 'folder', name).some((other) => other !== except) ? -1n : undefined;
}

export const folders = [
  calls('createNewFolder', { dirId: aFolderId, folderName: aName }, (model, me, { dirId, folderName }) => {
    const parent = model.folder(me, dirId);
    if (!parent) return faults(NO_FOLDER);
    if (model.inBin(parent)) return returns(-2n);
    const denied = denial(model, parent, folderName);
    if (denied !== undefined) return returns(denied);
    return { answers: (id) => model.add(newFolder({ id, owner: me, name: folderName, parent: parent.id })) };
  }),
  calls('creatNewFolder', { dirId: aFolderId, folderName: aName }, (model, me, { dirId, folderName }) => {
    const parent = model.folder(me, dirId);
    if (!parent) return faults(NO_FOLDER);
    if (model.inBin(parent) || denial(model, parent, folderName) !== undefined) return returns(false);
    return {
      async answers(isMade, ask) {
        expect(isMade).toBe(true);
        const made = (await ask('getItems', { dirId })).find((item) => item && !model.nodes.has(item.id));
        model.add(newFolder({ id: made?.id ?? 0n, owner: me, name: folderName, parent: parent.id }));
      },
    };
  }),
  calls('renameFolder', { dirId: aFolderId, newName: aName }, (model, me, { dirId, newName }) => {
    const folder = model.folder(me, dirId);
    if (!folder) return faults(NO_FOLDER);
    if (model.inBin(folder)) return returns(-2n);
    const parent = model.folder(me, folder.parent);
    if (!parent) return returns(0n);
    const denied = denial(model, parent, newName, folder);
    if (denied !== undefined) return returns(denied);
    model.rename(folder, newName);
    return returns(folder.id);
  }),
];
