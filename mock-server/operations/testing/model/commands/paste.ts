import { expect } from 'vitest';
import type { AccountItem } from '../../../../../wsdl/contract.js';
import { aFileId, aFlag, aFolderId, severalIds } from '../choices.js';
import { calls } from '../command.js';
import { type Expected, faults, returns } from '../expected.js';
import { NO_FILE, NO_FOLDER } from '../faults.js';
import type { Model } from '../model.js';
import { type ModelFolder, type ModelNode, newFile, newFolder } from '../nodes.js';
import type { Ask } from '../service.js';

/** Whether all of these can go into a folder together. */
function fits(model: Model, nodes: readonly ModelNode[], target: ModelFolder): boolean {
  const folders = nodes.filter(({ kind }) => kind === 'folder');
  const names = new Set(folders.map(({ name }) => name.toLowerCase()));
  return (
    !model.inBin(target) &&
    !nodes.some((node) => model.inBin(node) || model.isWithin(target, node)) &&
    !folders.some(({ name }) => model.named(target, 'folder', name).length > 0) &&
    names.size === folders.length
  );
}

/** Copies have new ids, which the answer does not tell. */
export const copies = <Name extends 'pasteFilesDirs' | 'addToMyAccount'>(
  model: Model,
  nodes: readonly ModelNode[],
  target: ModelFolder,
): Expected<Name> => ({
  async answers(complaint: string, ask: Ask) {
    expect(complaint).toBe('');
    await learn(model, ask, nodes, target);
  },
});

/** Finds the copies in a folder by their names and digests. */
async function learn(model: Model, ask: Ask, originals: readonly ModelNode[], target: ModelFolder) {
  const items = (await ask('getItems', { dirId: target.id })).filter((item) => item !== null);
  const isNew = ({ id }: AccountItem) => !model.nodes.has(id);
  for (const original of originals) {
    const alike = items.find((item) => isNew(item) && item.name === original.name && isFile(item, original));
    const start = { id: alike?.id ?? 0n, owner: target.owner, name: original.name, parent: target.id };
    const copy =
      original.kind === 'file'
        ? newFile({ ...start, size: original.size, md5: original.md5 })
        : newFolder(start);
    copy.texts = original.texts;
    model.add(copy, 'copied');
    if (copy.kind === 'folder') await learn(model, ask, model.childrenOf(original), copy);
  }
}

const isFile = ({ directory, md5 }: AccountItem, node: ModelNode): boolean =>
  node.kind === 'file' ? md5 === node.md5 : directory;

export const paste = [
  calls(
    'pasteFilesDirs',
    { dirId: aFolderId, cut: aFlag, fileIds: severalIds(aFileId), dirIds: severalIds(aFolderId) },
    (model, me, { dirId, cut, fileIds, dirIds }) => {
      const files = fileIds.filter((id) => id !== null).map((id) => model.file(me, id));
      const folders = dirIds.filter((id) => id !== null).map((id) => model.folder(me, id));
      const target = model.folder(me, dirId);
      if (files.includes(undefined)) return faults(NO_FILE);
      if (!target || folders.includes(undefined)) return faults(NO_FOLDER);
      const all = [...new Set([...files, ...folders])].filter((node) => node !== undefined);
      const nodes = all.filter(({ parent }) => !cut || parent !== target.id);
      const size = nodes.reduce((bytes, node) => bytes + model.sizeOf(node), 0n);
      if (!fits(model, nodes, target) || (!cut && size > model.freeSpace(me)))
        return { answers: (complaint) => expect(complaint).not.toBe('') };
      if (!cut) return copies(model, nodes, target);
      for (const node of nodes) model.move(node, target);
      return returns('');
    },
  ),
];
