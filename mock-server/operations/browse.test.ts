import { beforeEach, describe, expect, test } from 'vitest';
import type { Operations } from '../../wsdl/contract.js';
import { Caller, DATE, GONE, HELLO, ME, NO_FILE, NO_FOLDER } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);

describe('browse', () => {
  const namesOf = (items: Operations['getItems']['result']) => items.map((item) => item?.name);

  test('getRoot is a folder with parent 0', async () => {
    const root = await call('getRoot', {});
    expect(root).toMatchObject({
      directory: true,
      parentId: 0n,
      removed: false,
      empty: false,
      size: 35n,
      version: 1,
    });
    expect(namesOf(await call('getItems', { dirId: root.id }))).toEqual(
      namesOf(await call('getItems', { dirId: -1n })),
    );
  });

  test('getItems lists folders first, then by name, without the recycle bin', async () => {
    const items = await call('getItems', { dirId: -1n });
    expect(namesOf(items)).toEqual(['alpha', 'Beta', 'A.jpg', 'b.txt']);
    expect(items[3]).toEqual({
      date: new Date(DATE),
      directory: false,
      downloadCount: 0,
      downloadLink: expect.stringMatching(/^http:\/\/fake\.test\/~one\/document\/[\w-]{8}\/b\.html$/),
      empty: false,
      id: 12n,
      md5: HELLO,
      name: 'b.txt',
      parentId: caller.world.account(ME.login)?.root.id,
      removed: false,
      shared: false,
      size: 5n,
      version: 1,
    });
    expect(items[0]).toMatchObject({
      directory: true,
      empty: true,
      downloadLink: expect.stringContaining('/folder/'),
    });
    expect(items[0]).not.toHaveProperty('md5');
    expect(items[1]).toMatchObject({ empty: false, size: 10n });
    expect(await call('getItems', { dirId: 4n })).toEqual([]);
  });

  test.each<'getItems' | 'getItemsPartial' | 'getItemsCount' | 'getDirInfo'>([
    'getItems',
    'getItemsPartial',
    'getItemsCount',
    'getDirInfo',
  ])('%s faults for folders that are not there', async (name) => {
    const range = { startIndex: 0, count: 1 };
    for (const dirId of [0n, GONE, 8n, 12n, -2n]) {
      await expect(call(name, { dirId, ...range })).rejects.toEqual(NO_FOLDER);
    }
    const removed = call(name, { dirId: 5n, ...range });
    if (name === 'getDirInfo') expect(await removed).toMatchObject({ id: 5n, removed: true });
    else await expect(removed).rejects.toEqual(NO_FOLDER);
  });

  test('getItemsPartial is a slice, getItemsCount its bound', async () => {
    const slice = async (startIndex: number, count: number) =>
      namesOf(await call('getItemsPartial', { dirId: -1n, startIndex, count }));
    expect(await call('getItemsCount', { dirId: -1n })).toBe(4n);
    expect(await slice(0, 4)).toEqual(['alpha', 'Beta', 'A.jpg', 'b.txt']);
    expect(await slice(1, 2)).toEqual(['Beta', 'A.jpg']);
    expect(await slice(3, 100)).toEqual(['b.txt']);
    expect(await slice(4, 1)).toEqual([]);
    expect(await slice(-3, 1)).toEqual(['alpha']);
    expect(await slice(0, -1)).toEqual([]);
    expect(await slice(2 ** 31 - 1, 2 ** 31 - 1)).toEqual([]);
  });

  test('getAllFolders are those directly under the root, getAllItems everything below it', async () => {
    expect(namesOf(await call('getAllFolders', {}))).toEqual(['alpha', 'Beta']);
    const all = await call('getAllItems', {});
    expect(namesOf(all)).toEqual(['alpha', 'Beta', 'Inner', 'deep.txt', 'A.jpg', 'b.txt']);
  });

  test('getFileInfo, getDirInfo and getItemInfo give one item', async () => {
    expect(await call('getFileInfo', { fileId: 12n })).toMatchObject({ name: 'b.txt', removed: false });
    expect(await call('getFileInfo', { fileId: 14n })).toMatchObject({ name: 'binned.txt', removed: true });
    expect(await call('getFileInfo', { fileId: 15n })).toMatchObject({ name: 'lost.txt', removed: true });
    expect(await call('getDirInfo', { dirId: -1n })).toEqual(await call('getRoot', {}));
    expect(await call('getItemInfo', { itemId: 2n, isDirectory: true })).toEqual(
      await call('getDirInfo', { dirId: 2n }),
    );
    expect(await call('getItemInfo', { itemId: 12n, isDirectory: false })).toEqual(
      await call('getFileInfo', { fileId: 12n }),
    );
    for (const fileId of [0n, GONE, 18n, 2n])
      await expect(call('getFileInfo', { fileId })).rejects.toEqual(NO_FILE);
    await expect(call('getItemInfo', { itemId: 12n, isDirectory: true })).rejects.toEqual(NO_FOLDER);
    await expect(call('getItemInfo', { itemId: 2n, isDirectory: false })).rejects.toEqual(NO_FILE);
  });

  test('getFiles keeps the order of the ids and leaves out what is not there', async () => {
    const files = await call('getFiles', { fileIds: [13n, GONE, null, 18n, 2n, 12n, 13n] });
    expect(namesOf(files)).toEqual(['A.jpg', 'b.txt', 'A.jpg']);
    expect(await call('getFiles', { fileIds: [] })).toEqual([]);
  });

  test('the name of the root, and whether folders have a size, can be chosen', async () => {
    caller = new Caller({ assume: { 'root-name': 'My 4shared', 'folder-size': 'zero' } });
    expect(await call('getRoot', {})).toMatchObject({ name: 'My 4shared', size: 0n });
    expect(await call('getDirInfo', { dirId: 2n })).toMatchObject({ size: 0n });
  });
});
