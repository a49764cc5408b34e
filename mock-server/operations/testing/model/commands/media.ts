import { expect } from 'vitest';
import { aLink, aSmallNumber } from '../choices.js';
import { calls } from '../command.js';
import { faults, returns } from '../expected.js';
import { NO_FILE, NO_FOLDER, NO_PREVIEW } from '../faults.js';
import { aFileId, aFolderId } from '../ids.js';
import type { Model } from '../model.js';
import type { ModelAccount, ModelFolder } from '../nodes.js';
import { missing } from './links.js';

/** No bytes of a run are real music or a real picture, so there are no tags, with any name. */
const untagged = ({ id }: { readonly id: bigint }) => ({ fileId: id, empty: true });

const infos = (model: Model, me: ModelAccount, dirId: bigint) => {
  const folder = model.openFolder(me, dirId);
  if (!folder) return faults(NO_FOLDER);
  return returns(
    model
      .childrenOf(folder)
      .filter(({ kind }) => kind === 'file')
      .map(untagged),
  );
};

const info = (model: Model, link: string) => {
  const node = model.linked(link);
  if (!node) return missing(model, link);
  return node.kind === 'file' ? returns(untagged(node)) : faults(NO_FILE);
};

/** Only names tell whether there is a preview. */
function preview(model: Model, me: ModelAccount, fileId: bigint, isVisible: (name: string) => boolean) {
  const file = model.file(me, fileId);
  if (!file || model.inBin(file)) return faults(NO_FILE);
  if (!isVisible(file.name)) return faults(NO_PREVIEW);
  return { answers: (address: string) => expect(address).toMatch(/^http/) };
}

const isPicture = (name: string): boolean => name.endsWith('.jpg');

const hasMusic = (model: Model, folder: ModelFolder): boolean =>
  model.childrenOf(folder).some(({ kind, name }) => kind === 'file' && name.endsWith('.mp3'));

export const media = [
  calls('getMp3FileInfos', { dirId: aFolderId }, (model, me, { dirId }) => infos(model, me, dirId)),
  calls('getExifFileInfos', { dirId: aFolderId }, (model, me, { dirId }) => infos(model, me, dirId)),
  calls('getMp3FileInfo', { link: aLink }, (model, _, { link }) => info(model, link)),
  calls('getExifFileInfo', { link: aLink }, (model, _, { link }) => info(model, link)),
  calls('getPreviewLink', { fileId: aFileId }, (model, me, { fileId }) =>
    preview(model, me, fileId, isPicture),
  ),
  calls('getVideoPreviewLink', { fileId: aFileId }, (model, me, { fileId }) =>
    preview(model, me, fileId, () => false),
  ),
  calls('getSmallImageLink', { fileId: aFileId, size: aSmallNumber }, (model, me, { fileId, size }) =>
    preview(model, me, fileId, (name) => isPicture(name) && size > 0),
  ),
  calls('getPlaylistLink', { dirId: aFolderId }, (model, me, { dirId }) => {
    const folder = model.openFolder(me, dirId);
    if (!folder) return faults(NO_FOLDER);
    if (!hasMusic(model, folder)) return returns('');
    return { answers: (address) => expect(address).toMatch(/^http/) };
  }),
];
