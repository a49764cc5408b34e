import { beforeEach, describe, expect, test } from 'vitest';
import { Caller, GONE, NO_FILE, NO_FOLDER } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);
const free = () => caller.free();

describe('folders and files', () => {
  test('createNewFolder gives an id, 0, -1, -2 or a fault; creatNewFolder whether it was an id', async () => {
    const create = (dirId: bigint, folderName: string) => call('createNewFolder', { dirId, folderName });
    const id = await create(-1n, 'New');
    expect(await call('getDirInfo', { dirId: id })).toMatchObject({ name: 'New', empty: true });
    expect(await create(id, 'New')).toBeGreaterThan(id);
    expect(await create(-1n, '')).toBe(0n);
    expect(await create(-1n, 'NEW')).toBe(-1n);
    expect(await create(-1n, 'Removed')).toBeGreaterThan(id);
    expect(await create(-1n, 'b.txt')).toBeGreaterThan(id);
    expect(await create(5n, 'x')).toBe(-2n);
    for (const dirId of [0n, GONE, 8n, 12n]) await expect(create(dirId, 'x')).rejects.toEqual(NO_FOLDER);
    expect(await call('creatNewFolder', { dirId: -1n, folderName: 'Old' })).toBe(true);
    expect(await call('creatNewFolder', { dirId: -1n, folderName: 'old' })).toBe(false);
    expect(await call('creatNewFolder', { dirId: -1n, folderName: '' })).toBe(false);
    expect(await call('creatNewFolder', { dirId: 5n, folderName: 'x' })).toBe(false);
  });

  test('renameFolder gives the id, 0, -1, -2 or a fault', async () => {
    const rename = (dirId: bigint, newName: string) => call('renameFolder', { dirId, newName });
    expect(await rename(2n, 'Aaa')).toBe(2n);
    expect((await call('getAllFolders', {}))[0]).toMatchObject({ id: 2n, name: 'Aaa' });
    expect(await rename(2n, 'AAA')).toBe(2n);
    expect(await rename(2n, 'ALPHA')).toBe(-1n);
    expect(await rename(2n, '')).toBe(0n);
    expect(await rename(-1n, 'x')).toBe(0n);
    expect(await rename(5n, 'x')).toBe(-2n);
    for (const dirId of [0n, GONE, 8n, 12n]) await expect(rename(dirId, 'x')).rejects.toEqual(NO_FOLDER);
  });

  test('renameFile gives the id, 0, -1 or a fault', async () => {
    const rename = (fileId: bigint, newName: string) => call('renameFile', { fileId, newName });
    expect(await rename(12n, 'c.txt')).toBe(12n);
    expect(await call('getFileInfo', { fileId: 12n })).toMatchObject({ name: 'c.txt' });
    expect(await rename(12n, 'C.TXT')).toBe(12n);
    expect(await rename(12n, 'a.JPG')).toBe(-1n);
    expect(await rename(12n, 'alpha')).toBe(12n);
    expect(await rename(12n, '')).toBe(0n);
    expect(await rename(14n, 'x')).toBe(0n);
    expect(await rename(15n, 'x')).toBe(0n);
    for (const fileId of [0n, GONE, 18n, 2n]) await expect(rename(fileId, 'x')).rejects.toEqual(NO_FILE);
    caller = new Caller({ assume: { 'rename-clash': 'allow' } });
    expect(await rename(12n, 'a.JPG')).toBe(12n);
  });

  test('deleteFile moves to the recycle bin, deleteFileFinal deletes', async () => {
    const before = await free();
    expect(await call('deleteFile', { fileId: 12n })).toBeUndefined();
    expect(await call('deleteFile', { fileId: 12n })).toBeUndefined();
    expect(await call('deleteFile', { fileId: 15n })).toBeUndefined();
    expect(await free()).toBe(before);
    expect(await call('getFileInfo', { fileId: 12n })).toMatchObject({ removed: true });
    expect(await call('deleteFileFinal', { fileId: 12n })).toBeUndefined();
    expect(await call('deleteFileFinal', { fileId: 13n })).toBeUndefined();
    expect(await call('deleteFileFinal', { fileId: 15n })).toBeUndefined();
    expect(await free()).toBe(before + 30n);
    for (const fileId of [12n, 13n, 15n, GONE, 18n, 2n]) {
      await expect(call('deleteFile', { fileId })).rejects.toEqual(NO_FILE);
      await expect(call('deleteFileFinal', { fileId })).rejects.toEqual(NO_FILE);
    }
  });
});
