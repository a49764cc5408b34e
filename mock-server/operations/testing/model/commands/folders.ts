import { expect } from 'vitest';
import { aFolderId, aName } from '../choices.js';
import { calls } from '../command.js';
import { faults, returns } from '../expected.js';
import { NO_FOLDER } from '../faults.js';
import type { Model } from '../model.js';
import type { ModelAccount, ModelFolder } from '../nodes.js';

/** Why there can be no folder of this name in a folder, in the numbers of createNewFolder. */
function denial(model: Model, parent: ModelFolder, name: string, except?: ModelFolder): bigint | undefined {
  if (name === '') return 0n;
  return model.named(parent, 'folder', name).some((other) => other !== except) ? -1n : undefined;
}

function addFolder(model: Model, owner: ModelAccount, parent: ModelFolder, name: string, id: bigint): void {
  model.add({ kind: 'folder', id, owner, name, parent: parent.id, binned: false });
}

export const folders = [
  calls('createNewFolder', { dirId: aFolderId, folderName: aName }, (model, me, { dirId, folderName }) => {
    const parent = model.folder(me, dirId);
    if (!parent) return faults(NO_FOLDER);
    if (model.inBin(parent)) return returns(-2n);
    const denied = denial(model, parent, folderName);
    if (denied !== undefined) return returns(denied);
    return { answers: (id) => addFolder(model, me, parent, folderName, id) };
  }),
  calls('creatNewFolder', { dirId: aFolderId, folderName: aName }, (model, me, { dirId, folderName }) => {
    const parent = model.folder(me, dirId);
    if (!parent) return faults(NO_FOLDER);
    if (model.inBin(parent) || denial(model, parent, folderName) !== undefined) return returns(false);
    return {
      async answers(isMade, ask) {
        expect(isMade).toBe(true);
        const made = (await ask('getItems', { dirId })).find((item) => item && !model.nodes.has(item.id));
        addFolder(model, me, parent, folderName, made?.id ?? 0n);
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
    folder.name = newName;
    return returns(folder.id);
  }),
];
