import { beforeEach, describe, expect, test } from 'vitest';
import { Caller, GONE, HELLO, NO_FILE, NO_FOLDER } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);
const paste = (dirId: bigint, cut: boolean, fileIds: (bigint | null)[], dirIds: (bigint | null)[] = []) =>
  call('pasteFilesDirs', { dirId, cut, fileIds, dirIds });
const namesIn = async (dirId: bigint) => (await call('getItems', { dirId })).map((item) => item?.name);

describe('pasteFilesDirs', () => {
  test('moves files and folders together: same ids, no space used', async () => {
    const before = await caller.free();
    expect(await paste(4n, true, [12n, null, 12n], [3n])).toBe('');
    expect(await namesIn(4n)).toEqual(['Inner', 'b.txt']);
    expect(await namesIn(2n)).toEqual(['deep.txt']);
    expect(await namesIn(-1n)).toEqual(['alpha', 'Beta', 'A.jpg']);
    expect(await call('getFileInfo', { fileId: 12n })).toMatchObject({ parentId: 4n, version: 1 });
    expect(await caller.free()).toBe(before);
  });

  test('copies have new ids, use space, and share nothing but the bytes', async () => {
    const before = await caller.free();
    const texts = { description: 'd', keywords: 'k', comment: 'c' };
    await call('setFileDescription', { fileId: 12n, ...texts, flag1: true, flag2: false });
    await call('setDirDescription', { dirId: 2n, description: 'second', flag1: true, flag2: false });
    expect(await paste(4n, false, [12n], [2n])).toBe('');
    expect(await namesIn(4n)).toEqual(['Beta', 'b.txt']);
    expect(await caller.free()).toBe(before - 15n);
    const copy = (await call('getItems', { dirId: 4n }))[1];
    expect(copy).toMatchObject({ md5: HELLO, size: 5n, version: 1, downloadCount: 0 });
    expect(copy?.id).toBeGreaterThan(100n);
    const inner = (await call('getItems', { dirId: 4n }))[0];
    expect(await namesIn(inner?.id ?? 0n)).toEqual(['Inner', 'deep.txt']);
    expect(await call('getFileDescription', { fileId: copy?.id ?? 0n })).toEqual(['d', 'k', 'c']);
    expect(await call('getDirDescription', { dirId: inner?.id ?? 0n })).toBe('second');
    await call('deleteFileFinal', { fileId: 12n });
    expect(await call('getFileInfo', { fileId: copy?.id ?? 0n })).toMatchObject({ size: 5n });
  });

  test('a file may have the name of another, a folder may not', async () => {
    expect(await paste(-1n, false, [12n])).toBe('');
    expect(await namesIn(-1n)).toEqual(['alpha', 'Beta', 'A.jpg', 'b.txt', 'b.txt']);
    await call('createNewFolder', { dirId: 4n, folderName: 'BETA' });
    expect(await paste(4n, true, [13n], [2n])).toBe('"alpha" has a folder "Beta" already.');
    expect(await paste(-1n, false, [], [2n])).toBe('"root" has a folder "Beta" already.');
    expect(await namesIn(4n)).toEqual(['BETA']);
    const id = await call('createNewFolder', { dirId: 3n, folderName: 'other' });
    expect(await paste(4n, true, [], [3n, id])).toBe('');
    const two = await call('createNewFolder', { dirId: -1n, folderName: 'inner' });
    expect(await paste(5n, true, [], [two])).toBe('The folder to paste into is in the recycle bin.');
  });

  test('two pasted folders of one name are refused together', async () => {
    const a = await call('createNewFolder', { dirId: 2n, folderName: 'Same' });
    const b = await call('createNewFolder', { dirId: 3n, folderName: 'SAME' });
    expect(await paste(4n, true, [], [a, b])).toBe('"alpha" has a folder "SAME" already.');
    expect(await namesIn(4n)).toEqual([]);
  });

  test('a clash can be assumed to be solved by another name', async () => {
    caller = new Caller({ assume: { 'paste-clash': 'rename' } });
    expect(await paste(-1n, false, [], [2n])).toBe('');
    expect(await paste(-1n, false, [], [2n])).toBe('');
    expect(await namesIn(-1n)).toEqual(['alpha', 'Beta', 'Beta (1)', 'Beta (2)', 'A.jpg', 'b.txt']);
    await call('createNewFolder', { dirId: 4n, folderName: 'inner' });
    expect(await paste(4n, true, [], [3n])).toBe('');
    expect(await call('getDirInfo', { dirId: 3n })).toMatchObject({ name: 'Inner (1)', parentId: 4n });
  });

  test('nothing goes into itself', async () => {
    for (const cut of [true, false]) {
      expect(await paste(2n, cut, [], [2n])).toBe('The folder "Beta" cannot go into itself.');
      expect(await paste(3n, cut, [12n], [2n])).toBe('The folder "Beta" cannot go into itself.');
      expect(await paste(3n, cut, [], [-1n])).toBe('The folder "root" cannot go into itself.');
    }
    expect(await namesIn(3n)).toEqual([]);
  });

  test('moving to where something is already is harmless', async () => {
    const last = await call('getHistoryLastId', { dirId: -1n });
    expect(await paste(-1n, true, [12n], [2n])).toBe('');
    expect(await call('getHistoryLastId', { dirId: -1n })).toBe(last);
  });

  test('what is in the recycle bin cannot be pasted, what is not there faults', async () => {
    expect(await paste(4n, true, [14n])).toBe('"binned.txt" is in the recycle bin.');
    expect(await paste(4n, false, [15n])).toBe('"lost.txt" is in the recycle bin.');
    expect(await paste(4n, true, [12n], [5n])).toBe('"Removed" is in the recycle bin.');
    for (const id of [0n, GONE, 18n, 2n]) await expect(paste(4n, true, [12n, id])).rejects.toEqual(NO_FILE);
    for (const id of [0n, GONE, 8n, 12n]) {
      await expect(paste(4n, false, [], [id])).rejects.toEqual(NO_FOLDER);
      await expect(paste(id, false, [12n])).rejects.toEqual(NO_FOLDER);
    }
    expect(await namesIn(4n)).toEqual([]);
  });

  test('copies that do not fit are refused; one byte decides', async () => {
    const { id } = await call('getRoot', {});
    await call('uploadStartFile', { dirId: id, name: 'x', fullSize: 500n });
    await call('uploadStartFile', { dirId: id, name: 'x', fullSize: (await caller.free()) - 14n });
    expect(await paste(4n, false, [12n], [2n])).toBe('The copies need 15 bytes, and 14 are free.');
    await call('deleteFileFinal', { fileId: 13n });
    await call('uploadStartFile', { dirId: id, name: 'x', fullSize: (await caller.free()) - 15n });
    expect(await paste(4n, false, [12n], [2n])).toBe('');
    expect(await caller.free()).toBe(0n);
  });

  test('which list is which, and what the flag means, can be chosen', async () => {
    caller = new Caller({ assume: { 'paste-lists': 'folders', 'paste-flag': 'copies' } });
    expect(await call('pasteFilesDirs', { dirId: 4n, cut: true, fileIds: [3n], dirIds: [12n] })).toBe('');
    expect(await namesIn(4n)).toEqual(['Inner', 'b.txt']);
    expect(await namesIn(2n)).toEqual(['Inner', 'deep.txt']);
    expect(await call('pasteFilesDirs', { dirId: 3n, cut: false, fileIds: [], dirIds: [12n] })).toBe('');
    expect(await namesIn(3n)).toEqual(['b.txt']);
    expect(await namesIn(-1n)).toEqual(['alpha', 'Beta', 'A.jpg']);
  });

  test('a running update follows its file', async () => {
    await call('uploadStartFileUpdate', { fileId: 11n, name: '', fullSize: 5n });
    expect(await paste(4n, true, [11n])).toBe('');
    await call('deleteFolder', { dirId: 2n });
    await caller.send(11n, 'hello');
    expect(await call('uploadFinishFile', { fileId: 11n, md5: HELLO })).toBe('');
    expect(await call('getFileInfo', { fileId: 11n })).toMatchObject({ parentId: 4n, version: 2 });
    await call('uploadStartFileUpdate', { fileId: 11n, name: '', fullSize: 5n });
    await call('deleteFolder', { dirId: 4n });
    expect(await call('uploadStartedFileExists', { fileId: 11n })).toBe(false);
  });
});
