import { expect } from 'vitest';
import { aFileId, aFlag, aFolderId, aText } from '../choices.js';
import { calls } from '../command.js';
import { faults, returns } from '../expected.js';
import { NO_FILE, NO_FOLDER } from '../faults.js';
import type { Model } from '../model.js';
import type { ModelNode } from '../nodes.js';

/** Nothing in the recycle bin can be described anew. */
function describe(model: Model, node: ModelNode, texts: readonly string[]) {
  if (model.inBin(node)) return { answers: (complaint: string) => expect(complaint).not.toBe('') };
  node.texts = texts;
  return returns('');
}

export const descriptions = [
  calls('getFileDescription', { fileId: aFileId }, (model, me, { fileId }) => {
    const file = model.file(me, fileId);
    return file ? returns(file.texts) : faults(NO_FILE);
  }),
  calls(
    'setFileDescription',
    { fileId: aFileId, description: aText, keywords: aText, comment: aText, flag1: aFlag, flag2: aFlag },
    (model, me, { fileId, description, keywords, comment }) => {
      const file = model.file(me, fileId);
      return file ? describe(model, file, [description, keywords, comment]) : faults(NO_FILE);
    },
  ),
  calls('getDirDescription', { dirId: aFolderId }, (model, me, { dirId }) => {
    const folder = model.folder(me, dirId);
    return folder ? returns(folder.texts[0]) : faults(NO_FOLDER);
  }),
  calls(
    'setDirDescription',
    { dirId: aFolderId, description: aText, flag1: aFlag, flag2: aFlag },
    (model, me, { dirId, description }) => {
      const folder = model.folder(me, dirId);
      return folder ? describe(model, folder, [description]) : faults(NO_FOLDER);
    },
  ),
];
