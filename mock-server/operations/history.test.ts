import { beforeEach, describe, expect, test } from 'vitest';
import type { DirHistoryDTO } from '../../wsdl/contract.js';
import { Caller, DATE, fault, GONE, HELLO, ME, NO_FOLDER } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);

/** What happened in the account since a moment, each entry without its id and date. */
async function since(begin: bigint, dirId = -1n) {
  const entries = await call('getHistoryFromId', { dirId, fromId: begin });
  return entries.map((entry) => {
    const { id: _id, date, ...rest } = entry ?? ({} as DirHistoryDTO);
    expect(date).toEqual(new Date(DATE));
    return rest;
  });
}

const lastId = (dirId = -1n) => call('getHistoryLastId', { dirId });

describe('history', () => {
  test('begins with the fixture, ids growing by one over all accounts', async () => {
    const entries = await call('getHistory', { dirId: -1n });
    expect(entries.map((entry) => entry?.operation)).toEqual([11, 11, 1, 11, 11, 15, 1, 1, 1, 1, 6]);
    expect(entries.map((entry) => entry?.id)).toEqual(entries.map((_, index) => BigInt(index + 1)));
    expect(entries[0]).toEqual({
      date: new Date(DATE),
      dirId: 2n,
      id: 1n,
      operation: 11,
      parentDirId: (await call('getRoot', {})).id,
    });
    const theirs = caller.as({ login: 'other@example.com', password: 'x' }, 'getHistory', { dirId: -1n });
    expect((await theirs).map((entry) => entry?.id)).toEqual([12n, 13n]);
  });

  test('tells every kind of change, and where it came from', async () => {
    const root = (await call('getRoot', {})).id;
    const begin = await lastId();
    const dirId = await call('createNewFolder', { dirId: 4n, folderName: 'New' });
    const fileId = await call('uploadStartFile', { dirId, name: 'f', fullSize: 5n });
    await caller.send(fileId, 'hello');
    await call('uploadFinishFile', { fileId, md5: HELLO });
    await call('uploadStartFileUpdate', { fileId, name: 'g', fullSize: 5n });
    await caller.send(fileId, 'hello');
    await call('uploadFinishFile', { fileId, md5: HELLO });
    await call('renameFile', { fileId, newName: 'h' });
    await call('renameFolder', { dirId, newName: 'Newer' });
    await call('pasteFilesDirs', { dirId: 2n, cut: true, fileIds: [fileId], dirIds: [dirId] });
    await call('pasteFilesDirs', { dirId: 4n, cut: false, fileIds: [fileId], dirIds: [dirId] });
    const [copiedDir, copiedFile] = (await call('getItems', { dirId: 4n })).map((item) => item?.id);
    await call('deleteFile', { fileId });
    await call('restoreFile', { fileId });
    await call('deleteFileFinal', { fileId });
    await call('deleteFolder', { dirId });
    await call('emptyRecycleBin', {});
    await call('deleteFolderFinal', { dirId: 3n });
    expect(await since(begin)).toEqual([
      { operation: 11, dirId, parentDirId: 4n },
      { operation: 1, fileId, parentDirId: dirId },
      { operation: 2, fileId, parentDirId: dirId },
      { operation: 3, fileId, parentDirId: dirId },
      { operation: 3, fileId, parentDirId: dirId },
      { operation: 12, dirId, parentDirId: 4n },
      { operation: 4, fileId, parentDirId: 2n, sourceDirId: dirId, sourceFileId: fileId },
      { operation: 13, dirId, parentDirId: 2n, sourceDirId: 4n },
      { operation: 5, fileId: copiedFile, parentDirId: 4n, sourceDirId: 2n, sourceFileId: fileId },
      { operation: 14, dirId: copiedDir, parentDirId: 4n, sourceDirId: 2n },
      { operation: 6, fileId, parentDirId: 2n },
      { operation: 7, fileId, parentDirId: 2n },
      { operation: 6, fileId, parentDirId: 2n },
      { operation: 15, dirId, parentDirId: 2n },
      { operation: 15, dirId: 3n, parentDirId: 2n },
    ]);
    expect(await since(begin, root)).toHaveLength(15);
  });

  test('what is copied with a folder is recorded, too, and what was removed with one only through it', async () => {
    const begin = await lastId();
    await call('pasteFilesDirs', { dirId: 4n, cut: false, fileIds: [], dirIds: [2n] });
    expect((await since(begin)).map(({ operation, sourceFileId }) => [operation, sourceFileId])).toEqual([
      [14, undefined],
      [14, undefined],
      [5, 11n],
    ]);
    await call('deleteFolder', { dirId: 4n });
    expect(await since(begin)).toHaveLength(4);
    await call('emptyRecycleBin', {});
    expect(await since(begin)).toHaveLength(4);
  });

  test('a file out of a removed folder comes back to the root', async () => {
    const begin = await lastId();
    await call('restoreFile', { fileId: 15n });
    expect(await since(begin)).toEqual([
      { operation: 7, fileId: 15n, parentDirId: (await call('getRoot', {})).id },
    ]);
  });

  test('a folder lists itself and what is below it now; the plain one lists only what is in it', async () => {
    const begin = await lastId();
    await call('createNewFolder', { dirId: 3n, folderName: 'Deep' });
    await call('renameFolder', { dirId: 2n, newName: 'Renamed' });
    await call('pasteFilesDirs', { dirId: 4n, cut: true, fileIds: [], dirIds: [3n] });
    expect((await since(begin, 2n)).map(({ operation }) => operation)).toEqual([12, 13]);
    expect((await since(begin, 4n)).map(({ operation }) => operation)).toEqual([11, 13]);
    expect((await since(begin, 3n)).map(({ operation }) => operation)).toEqual([11, 13]);
    const plain = await call('getNotRecursiveHistories', {
      dirIds: [-1n, 4n, 3n],
      fromIds: [begin, begin, 0n],
    });
    expect(plain.map((entries) => entries?.map((entry) => entry?.operation))).toEqual([
      [12],
      [13],
      [11, 11, 13],
    ]);
    const newest = await lastId();
    expect(await lastId(2n)).toBe(newest);
    expect(await lastId(3n)).toBe(newest);
  });

  test('what happened in a folder that is gone stays with the folder above', async () => {
    const dirId = await call('createNewFolder', { dirId: 3n, folderName: 'Deep' });
    await call('createNewFolder', { dirId, folderName: 'Deeper' });
    await call('deleteFolderFinal', { dirId });
    const told = (await call('getHistory', { dirId: 3n })).map((entry) => entry?.operation);
    expect(told).toEqual([11, 11, 11, 15]);
    await expect(lastId(dirId)).rejects.toEqual(NO_FOLDER);
  });

  test('one inner list for each folder, in their order', async () => {
    const begin = await lastId();
    const lists = await call('getHistoriesFromId', { dirIds: [2n, 4n, 2n], fromIds: [0n, begin, begin] });
    expect(lists.map((entries) => entries?.length)).toEqual([3, 0, 0]);
    expect(await call('getHistoriesFromId', { dirIds: [], fromIds: [] })).toEqual([]);
  });

  test.each(['getHistoriesFromId', 'getNotRecursiveHistories'] as const)(
    '%s faults for lists that do not go together',
    async (name) => {
      await expect(call(name, { dirIds: [2n], fromIds: [] })).rejects.toEqual(
        fault('There are 1 folders and 0 entries to begin after: there must be one for each'),
      );
      await expect(call(name, { dirIds: [2n, null], fromIds: [0n, 0n] })).rejects.toEqual(
        fault('Position 1 of the two lists has no number'),
      );
      await expect(call(name, { dirIds: [GONE], fromIds: [0n] })).rejects.toEqual(NO_FOLDER);
    },
  );

  test('an empty folder has no history, an unknown one faults', async () => {
    const empty = { login: 'premium@example.com', password: 'x' };
    expect(await caller.as(empty, 'getHistory', { dirId: -1n })).toEqual([]);
    expect(await caller.as(empty, 'getHistoryLastId', { dirId: -1n })).toBe(0n);
    for (const dirId of [0n, GONE, 8n, 12n]) {
      await expect(call('getHistory', { dirId })).rejects.toEqual(NO_FOLDER);
      await expect(call('getHistoryFromId', { dirId, fromId: 0n })).rejects.toEqual(NO_FOLDER);
      await expect(lastId(dirId)).rejects.toEqual(NO_FOLDER);
    }
  });

  test('compId is the application that named itself', async () => {
    const as = { ...ME, password: `!!!my app!!:${ME.password}` };
    const begin = await lastId();
    const dirId = await caller.as(as, 'createNewFolder', { dirId: -1n, folderName: 'By an app' });
    expect((await since(begin))[0]).toMatchObject({ dirId, compId: 'my app' });
  });

  test('the description of a code is at its position', async () => {
    const texts = await call('getOperationDescriptions', {});
    expect(texts).toHaveLength(17);
    expect(texts[0]).toBe('');
    expect(texts[4]).toBe('File moved');
    expect(texts.slice(8, 11)).toEqual(['', '', '']);
    expect(texts[16]).toBe('Folder restored');
  });

  test('codes and scope can be chosen', async () => {
    caller = new Caller({ assume: { 'history-codes': 'folder-added:30', 'history-scope': 'folder' } });
    expect((await call('getOperationDescriptions', {}))[30]).toBe('Folder added');
    expect((await call('getHistory', { dirId: 2n })).map((entry) => entry?.operation)).toEqual([30, 30, 1]);
    await call('createNewFolder', { dirId: 3n, folderName: 'Deep' });
    expect(await call('getHistory', { dirId: 2n })).toHaveLength(3);
    expect(await lastId(2n)).toBe(3n);
  });
});
