import { aFileId, aFlag, aFolderId, anyId, aSmallNumber, severalIds } from '../choices.js';
import { calls } from '../command.js';
import { faults, returns } from '../expected.js';
import { NO_FILE, NO_FOLDER } from '../faults.js';
import { itemOf, itemsOf } from '../items.js';
import type { Model } from '../model.js';
import type { ModelFolder, ModelNode } from '../nodes.js';

const listed = (folder: ModelFolder | undefined, result: (folder: ModelFolder) => unknown) =>
  folder ? returns(result(folder)) : faults(NO_FOLDER);

const shown = (model: Model, node: ModelNode | undefined, missing: string) =>
  node ? returns(itemOf(model, node)) : faults(missing);

export const browse = [
  calls('getRoot', {}, (model, me) => shown(model, model.folder(me, me.root), NO_FOLDER)),
  calls('getItems', { dirId: aFolderId }, (model, me, { dirId }) =>
    listed(model.openFolder(me, dirId), (folder) => itemsOf(model, model.childrenOf(folder))),
  ),
  calls(
    'getItemsPartial',
    { dirId: aFolderId, startIndex: aSmallNumber, count: aSmallNumber },
    (model, me, { dirId, startIndex, count }) => {
      const start = Math.max(startIndex, 0);
      const page = (folder: ModelFolder) => model.childrenOf(folder).slice(start, start + Math.max(count, 0));
      return listed(model.openFolder(me, dirId), (folder) => itemsOf(model, page(folder)));
    },
  ),
  calls('getItemsCount', { dirId: aFolderId }, (model, me, { dirId }) =>
    listed(model.openFolder(me, dirId), (folder) => BigInt(model.childrenOf(folder).length)),
  ),
  calls('getFileInfo', { fileId: aFileId }, (model, me, { fileId }) =>
    shown(model, model.file(me, fileId), NO_FILE),
  ),
  calls('getDirInfo', { dirId: aFolderId }, (model, me, { dirId }) =>
    shown(model, model.folder(me, dirId), NO_FOLDER),
  ),
  calls('getItemInfo', { itemId: anyId, isDirectory: aFlag }, (model, me, { itemId, isDirectory }) =>
    isDirectory
      ? shown(model, model.folder(me, itemId), NO_FOLDER)
      : shown(model, model.file(me, itemId), NO_FILE),
  ),
  calls('getFiles', { fileIds: severalIds(aFileId) }, (model, me, { fileIds }) => {
    const files = fileIds.map((id) => (id === null ? undefined : model.file(me, id)));
    return returns(
      itemsOf(
        model,
        files.filter((file) => file !== undefined),
      ),
    );
  }),
  calls('getAllFolders', {}, (model, me) =>
    listed(model.folder(me, me.root), (root) =>
      itemsOf(
        model,
        model.childrenOf(root).filter(({ kind }) => kind === 'folder'),
      ),
    ),
  ),
  calls('getAllItems', {}, (model, me) =>
    listed(model.folder(me, me.root), (root) => itemsOf(model, model.below(root))),
  ),
];
