import { beforeEach, describe, expect, test } from 'vitest';
import { Caller, fault, GONE, ME, NO_FILE, NO_FOLDER } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);
const free = () => caller.free();

describe('recycle bin', () => {
  const binned = async () =>
    (await call('getRecycleBinItems', {})).map((item) => [item?.name, item?.removed]);

  test('getRecycleBinItems lists what was removed, not what lies within', async () => {
    await call('deleteFile', { fileId: 12n });
    expect(await binned()).toEqual([
      ['Removed', true],
      ['b.txt', true],
      ['binned.txt', true],
    ]);
  });

  test('emptyRecycleBin gives the space back and tells how many entries there were', async () => {
    const before = await free();
    expect(await call('emptyRecycleBin', {})).toBe(2);
    expect(await call('emptyRecycleBin', {})).toBe(0);
    expect(await binned()).toEqual([]);
    expect(await free()).toBe(before + 35n);
    for (const fileId of [14n, 15n]) await expect(call('getFileInfo', { fileId })).rejects.toEqual(NO_FILE);
    await expect(call('getDirInfo', { dirId: 5n })).rejects.toEqual(NO_FOLDER);
  });

  test('a full bin is emptied in turns: what is restored meanwhile stays', async () => {
    const account = caller.world.account(ME.login);
    if (!account) throw new Error('there is such an account');
    for (let n = 0; n < 1500; n++)
      caller.world.addFile(account, { name: `x${String(n).padStart(4, '0')}`, text: '', removed: true });
    const last = account.bin.all().at(-1);
    const emptying = call('emptyRecycleBin', {});
    await call('restoreFile', { fileId: last?.id ?? 0n });
    expect(await emptying).toBe(1501);
    expect(await binned()).toEqual([]);
    expect((await call('getFileInfo', { fileId: last?.id ?? 0n })).removed).toBe(false);
  });

  test('restoreFile brings a file back to its folder, or to the root', async () => {
    const parentOf = async (fileId: bigint) => (await call('getFileInfo', { fileId })).parentId;
    const root = (await call('getRoot', {})).id;
    await call('deleteFile', { fileId: 11n });
    expect(await call('restoreFile', { fileId: 11n })).toBeUndefined();
    expect(await parentOf(11n)).toBe(2n);
    expect(await call('restoreFile', { fileId: 11n })).toBeUndefined();
    await call('restoreFile', { fileId: 15n });
    expect(await parentOf(15n)).toBe(root);
    await call('deleteFile', { fileId: 11n });
    const folder = caller.world.find(ME.login, 'Beta');
    if (folder) await caller.world.remove(folder);
    await call('restoreFile', { fileId: 11n });
    expect(await parentOf(11n)).toBe(root);
    for (const fileId of [GONE, 18n, 2n])
      await expect(call('restoreFile', { fileId })).rejects.toEqual(NO_FILE);
  });

  test('restoreFile brings a file to the root when its folder is gone for good', async () => {
    await call('deleteFile', { fileId: 11n });
    await caller.world.bin.purge(
      caller.world.tree.folder(caller.world.accounts.authenticate(ME.login, ME.password), 2n),
    );
    await call('restoreFile', { fileId: 11n });
    expect(await call('getFileInfo', { fileId: 11n })).toMatchObject({ removed: false });
    expect(caller.world.find(ME.login, 'deep.txt')?.id).toBe(11n);
  });

  test('restoreFiles stops at the first that is not there', async () => {
    await call('deleteFile', { fileId: 12n });
    await call('deleteFile', { fileId: 13n });
    await expect(call('restoreFiles', { fileIds: [12n, null, GONE, 13n] })).rejects.toEqual(NO_FILE);
    expect(await binned()).toEqual([
      ['Removed', true],
      ['A.jpg', true],
      ['binned.txt', true],
    ]);
    expect(await call('restoreFiles', { fileIds: [13n, 14n] })).toBeUndefined();
    expect(await binned()).toEqual([['Removed', true]]);
  });

  test('a removed folder is one entry; what is in it is removed with it', async () => {
    const before = await free();
    expect(await call('deleteFolder', { dirId: 2n })).toBeUndefined();
    expect(await binned()).toEqual([
      ['Beta', true],
      ['Removed', true],
      ['binned.txt', true],
    ]);
    expect(await free()).toBe(before);
    for (const dirId of [2n, 3n])
      expect(await call('getDirInfo', { dirId })).toMatchObject({ removed: true });
    expect(await call('getFileInfo', { fileId: 11n })).toMatchObject({
      removed: true,
      downloadLink: expect.any(String),
    });
    await expect(call('getItems', { dirId: 2n })).rejects.toEqual(NO_FOLDER);
    expect(await call('getFileDownloadLink', { fileId: 11n })).toBe('');
    await call('restoreFile', { fileId: 11n });
    expect(await call('getFileInfo', { fileId: 11n })).toMatchObject({
      removed: false,
      parentId: (await call('getRoot', {})).id,
    });
    await call('emptyRecycleBin', {});
    expect(await free()).toBe(before + 35n);
  });

  test('a folder is deleted for good, from its place or from the recycle bin', async () => {
    const before = await free();
    expect(await call('deleteFolderFinal', { dirId: 2n })).toBeUndefined();
    expect(await free()).toBe(before + 10n);
    for (const dirId of [2n, 3n]) await expect(call('getDirInfo', { dirId })).rejects.toEqual(NO_FOLDER);
    await expect(call('getFileInfo', { fileId: 11n })).rejects.toEqual(NO_FILE);
    await call('deleteFolderFinal', { dirId: 5n });
    expect(await binned()).toEqual([['binned.txt', true]]);
    expect(await free()).toBe(before + 15n);
  });

  test.each(['deleteFolder', 'deleteFolderFinal'] as const)(
    '%s leaves the root alone, and faults for folders that are not there',
    async (name) => {
      const root = (await call('getRoot', {})).id;
      for (const dirId of [-1n, root]) {
        await expect(call(name, { dirId })).rejects.toEqual(fault('The root folder cannot be removed'));
      }
      for (const dirId of [0n, GONE, 8n, 12n]) await expect(call(name, { dirId })).rejects.toEqual(NO_FOLDER);
      expect(await call('getItemsCount', { dirId: -1n })).toBe(4n);
    },
  );

  test('deleting again is harmless, or a fault where that is assumed', async () => {
    const again = async () => {
      await call('deleteFile', { fileId: 14n });
      await call('deleteFolder', { dirId: 5n });
    };
    await again();
    caller = new Caller({ assume: { 'delete-again': 'fault' } });
    await expect(again()).rejects.toEqual(fault('It is in the recycle bin already'));
    await expect(call('deleteFolder', { dirId: 5n })).rejects.toEqual(
      fault('It is in the recycle bin already'),
    );
  });

  test('a file whose folder is gone can be assumed to be stuck', async () => {
    caller = new Caller({ assume: { 'restore-orphan': 'fault' } });
    await expect(call('restoreFile', { fileId: 15n })).rejects.toEqual(NO_FOLDER);
    expect(await call('restoreFile', { fileId: 14n })).toBeUndefined();
  });
});
