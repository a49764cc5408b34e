import { expect } from 'vitest';
import { aFileId, aLink, aSmallNumber } from '../choices.js';
import { calls } from '../command.js';
import { faults, returns } from '../expected.js';
import { BAD_LINK, NO_FILE } from '../faults.js';
import type { Model } from '../model.js';

/** What is answered to a link that leads nowhere. */
export const missing = (model: Model, link: string) =>
  faults([...model.links.values(), '/file/AAAAAAAA/x.html'].includes(link) ? NO_FILE : BAD_LINK);

export const links = [
  calls('getFileDownloadLink', { fileId: aFileId }, (model, me, { fileId }) => {
    const file = model.file(me, fileId);
    return returns(file && !model.inBin(file) ? model.links.get(fileId) : '');
  }),
  calls('decodeLink', { link: aLink }, (model, _, { link }) => {
    const node = model.linked(link);
    return node ? returns(node.id) : missing(model, link);
  }),
  calls('getDirectLink', { link: aLink }, (model, _, { link }) => {
    const node = model.linked(link);
    if (!node) return missing(model, link);
    if (node.kind !== 'file') return faults(NO_FILE);
    return { answers: (address) => expect(address).toMatch(/^http/) };
  }),
  calls(
    'getFileVersionLink',
    { fileId: aFileId, version: aSmallNumber },
    (model, me, { fileId, version }) => {
      const file = model.file(me, fileId);
      if (!file || model.inBin(file)) return faults(NO_FILE);
      if (version < 1 || version > file.version) return faults(/^There is no version /);
      return { answers: (address) => expect(address).toMatch(/^http/) };
    },
  ),
];
