import { expect } from 'vitest';
import {
  aDataCenter,
  aDigest,
  aFolderId,
  aName,
  anUpdatedId,
  anUploadId,
  aSentId,
  aSessionKey,
  aSize,
} from '../choices.js';
import { calls } from '../command.js';
import { faults, returns } from '../expected.js';
import { NO_FILE, NO_FOLDER } from '../faults.js';
import type { Model } from '../model.js';
import type { ModelAccount } from '../nodes.js';
import { ModelUpload } from '../upload.js';

const fits = (model: Model, me: ModelAccount, size: bigint, released = 0n): boolean =>
  size >= 0n && size <= me.maxFileSize && size <= model.freeSpace(me) + released;

/** Whether the upload of a new file can start: a fault, a refusal or what is to be reserved. */
function start(model: Model, me: ModelAccount, dirId: bigint, name: string, size: bigint) {
  const folder = model.folder(me, dirId);
  if (!folder) return 'missing';
  if (model.inBin(folder) || name === '' || !fits(model, me, size)) return 'refused';
  return (id: bigint) => model.reserve(new ModelUpload(id, me, folder, name, size));
}

/** The step that most of the others lead to. */
export const finishesFile = calls(
  'uploadFinishFile',
  { fileId: aSentId, md5: aDigest },
  (model, me, { fileId, md5 }) => {
    const found = model.upload(me, fileId) ?? model.file(me, fileId);
    if (!found) return faults(NO_FILE);
    const isRight = md5.toLowerCase() === found.md5;
    if (isRight && found instanceof ModelUpload && found.isComplete) {
      model.complete(found);
      return returns('');
    }
    if (isRight && !(found instanceof ModelUpload)) return returns('');
    return { answers: (complaint) => expect(complaint).not.toBe('') };
  },
);

export const upload = [
  calls('hasRightUpload', {}, () => returns(true)),
  calls('createUploadSessionKey', { dirId: aFolderId }, (model, me, { dirId }) => {
    if (!model.openFolder(me, dirId)) return returns('');
    return {
      answers(key) {
        expect(key).not.toBe('');
        for (const account of model.accounts) expect(account.keys).not.toContain(key);
        me.keys.push(key);
      },
    };
  }),
  calls('getNewFileDataCenter', {}, (model) => ({
    answers: (center) => expect(model.dataCenters).toContain(Number(center)),
  })),
  calls(
    'getUploadFormUrl',
    { dataCenterId: aDataCenter, sessionKey: aSessionKey },
    (model, _, { dataCenterId, sessionKey }) => {
      const isOpen = model.accounts.some(({ keys }) => keys.includes(sessionKey));
      if (!isOpen || !model.dataCenters.includes(dataCenterId)) return returns('');
      return { answers: (address) => expect(address).toMatch(/^http/) };
    },
  ),
  calls(
    'uploadStartFile',
    { dirId: aFolderId, name: aName, fullSize: aSize },
    (model, me, { dirId, name, fullSize }) => {
      const reserve = start(model, me, dirId, name, fullSize);
      if (reserve === 'missing') return faults(NO_FOLDER);
      return reserve === 'refused' ? returns(0n) : { answers: reserve };
    },
  ),
  calls(
    'simpleUploadStart',
    { dirId: aFolderId, name: aName, fullSize: aSize },
    (model, me, { dirId, name, fullSize }) => {
      const limits = { freeSpace: model.freeSpace(me), maxFileSize: me.maxFileSize };
      const reserve = start(model, me, dirId, name, fullSize);
      if (reserve === 'missing') return faults(NO_FOLDER);
      return {
        answers(info) {
          expect(info).toMatchObject(limits);
          if (reserve === 'refused') {
            expect(info).toMatchObject({ fileId: 0n, message: expect.stringMatching(/./) });
            expect(info).not.toHaveProperty('uploadUrl');
          } else {
            expect(info.uploadUrl).toMatch(/^http/);
            reserve(info.fileId);
          }
        },
      };
    },
  ),
  calls(
    'uploadStartFileUpdate',
    { fileId: anUpdatedId, name: aName, fullSize: aSize },
    (model, me, { fileId, name, fullSize }) => {
      const file = model.file(me, fileId);
      if (!file) return faults(NO_FILE);
      const folder = model.openFolder(me, file.parent);
      const earlier = model.upload(me, fileId);
      if (model.inBin(file) || !folder || !fits(model, me, fullSize, earlier?.size)) return returns(0n);
      model.reserve(new ModelUpload(fileId, me, folder, name, fullSize, file));
      return returns(fileId);
    },
  ),
  calls('uploadCancelFile', { fileId: anUploadId }, (model, me, { fileId }) => {
    const upload = model.upload(me, fileId);
    if (!upload && !model.file(me, fileId)) return faults(NO_FILE);
    if (upload) model.cancel(upload);
    return returns(undefined);
  }),
  calls('uploadStartedFileExists', { fileId: anUploadId }, (model, me, { fileId }) =>
    returns(model.upload(me, fileId) !== undefined),
  ),
];
