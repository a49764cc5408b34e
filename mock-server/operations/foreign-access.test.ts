import { describe, expect, test } from 'vitest';
import type { ChosenSharing } from '../world/sharing/sharing-properties.js';
import { fault, ME, NO_FILE, NO_FOLDER } from './testing/caller.js';
import {
  DEEP,
  OTHER,
  openedScene,
  PRIVATE,
  PRIVATE_FILE,
  SUB,
  SUB_FILE,
  sharedScene,
  TOP,
  TOP_FILE,
} from './testing/sharing-scene.js';

const DENIED = fault('Access denied');
const _hello = new TextEncoder().encode('hello');

describe('view', () => {
  test('listings and infos of an opened folder, and of nothing else', async () => {
    const { call } = await openedScene({});
    expect((await call('getItems', { dirId: TOP })).map((item) => item?.name)).toEqual(['Sub', 'top.txt']);
    expect(await call('getItemsPartial', { dirId: SUB, startIndex: 1, count: 9 })).toMatchObject([
      { name: 'sub.txt', shared: true },
    ]);
    expect(await call('getItemsCount', { dirId: DEEP })).toBe(0n);
    expect(await call('getDirInfo', { dirId: SUB })).toMatchObject({ name: 'Sub', shared: true });
    expect(await call('getItemInfo', { itemId: TOP, isDirectory: true })).toMatchObject({ name: 'Top' });
    expect(await call('getItemInfo', { itemId: SUB_FILE, isDirectory: false })).toMatchObject({
      id: SUB_FILE,
    });
    expect(await call('getFileInfo', { fileId: TOP_FILE })).toMatchObject({ name: 'top.txt' });
    const files = await call('getFiles', { fileIds: [PRIVATE_FILE, SUB_FILE, TOP_FILE] });
    expect(files.map((item) => item?.id)).toEqual([SUB_FILE, TOP_FILE]);
    for (const dirId of [PRIVATE, (await call('getDirInfo', { dirId: TOP })).parentId]) {
      await expect(call('getItems', { dirId })).rejects.toEqual(NO_FOLDER);
      await expect(call('getDirInfo', { dirId })).rejects.toEqual(NO_FOLDER);
    }
    await expect(call('getFileInfo', { fileId: PRIVATE_FILE })).rejects.toEqual(NO_FILE);
  });

  test('subfolders that are not shown are not there', async () => {
    const { call } = await openedScene({ viewSubfolders: false });
    expect(await call('getItemsCount', { dirId: TOP })).toBe(1n);
    expect(await call('getItemsPartial', { dirId: TOP, startIndex: 0, count: 9 })).toMatchObject([
      { id: TOP_FILE },
    ]);
    await expect(call('getItems', { dirId: SUB })).rejects.toEqual(NO_FOLDER);
    expect(await call('getFiles', { fileIds: [SUB_FILE] })).toEqual([]);
  });

  test('only what was opened: a subfolder does not open the folder above, a wrong password nothing', async () => {
    const { caller, check } = sharedScene({ password: 'sesame' });
    const sees = (dirId: bigint) =>
      caller.as(OTHER, 'getItems', { dirId }).then(
        () => true,
        () => false,
      );
    expect(await check(TOP, 'wrong')).toBe(8);
    expect([await sees(TOP), await sees(SUB), await sees(DEEP)]).toEqual([false, false, false]);
    expect(await check(SUB, 'sesame')).toBe(0);
    expect([await sees(TOP), await sees(SUB), await sees(DEEP)]).toEqual([false, true, true]);
  });

  test('a subfolder with a separate lock, or a blocked one, is not listed until it can be opened', async () => {
    const { own, call, check, world } = await openedScene({});
    const listed = async () => (await call('getItems', { dirId: TOP })).map((item) => item?.name);
    const sub = world.tree.folder(world.accounts.authenticate(ME.login, ME.password), SUB);
    world.abuse.block(sub);
    expect(await listed()).toEqual(['top.txt']);
    world.abuse.unblock(sub);
    expect(await listed()).toEqual(['Sub', 'top.txt']);
    const [values] = await own('getFolderSharingProperties', { dirId: SUB });
    if (!values) throw new Error('there are values');
    const properties = { ...values, shared: true, password: 'own lock' };
    await own('setFolderSharingProperties', { dirId: SUB, properties });
    expect(await listed()).toEqual(['top.txt']);
    expect(await call('getItemsCount', { dirId: TOP })).toBe(1n);
    await expect(call('getDirInfo', { dirId: SUB })).rejects.toEqual(NO_FOLDER);
    expect(await check(SUB, 'own lock')).toBe(0);
    expect(await listed()).toEqual(['Sub', 'top.txt']);
    expect(await call('getDirInfo', { dirId: SUB })).toMatchObject({ name: 'Sub' });
    world.abuse.block(sub);
    expect(await listed()).toEqual(['top.txt']);
  });

  test('what was opened does not open a shared folder that is moved into it', async () => {
    const { caller, call, check } = sharedScene({});
    expect(await check(SUB)).toBe(0);
    const move = { fileIds: [], cut: true };
    await call('pasteFilesDirs', { ...move, dirId: -1n, dirIds: [SUB] });
    await call('pasteFilesDirs', { ...move, dirId: SUB, dirIds: [TOP] });
    await expect(caller.as(OTHER, 'getItems', { dirId: TOP })).rejects.toEqual(NO_FOLDER);
    expect(await check(TOP)).toBe(0);
    expect(await caller.as(OTHER, 'getItemsCount', { dirId: TOP })).toBe(1n);
  });

  test.each<[string, Partial<ChosenSharing>]>([
    ['its password changes', { password: 'new' }],
    ['its sharing ends', { shared: false }],
  ])('ends when %s, and does not come back by itself', async (_when, change) => {
    const { call, own, check } = await openedScene({ password: 'old' });
    const [values] = await own('getFolderSharingProperties', { dirId: TOP });
    if (!values) throw new Error('there are values');
    const set = (properties: typeof values) => own('setFolderSharingProperties', { dirId: TOP, properties });
    await set({ ...values, upload: true });
    expect(await call('getItemsCount', { dirId: TOP })).toBe(2n);
    await set({ ...values, ...change } as typeof values);
    await expect(call('getItems', { dirId: TOP })).rejects.toEqual(NO_FOLDER);
    await set(values);
    await expect(call('getItems', { dirId: TOP })).rejects.toEqual(NO_FOLDER);
    expect(await check(TOP, 'old')).toBe(0);
    expect(await call('getItemsCount', { dirId: TOP })).toBe(2n);
  });

  test('ends while the folder is blocked, its owner banned or inactive, and in the recycle bin', async () => {
    const { call, own, world } = await openedScene({});
    const owner = world.accounts.authenticate(ME.login, ME.password);
    const top = world.tree.folder(owner, TOP);
    const isSeen = () =>
      call('getFileInfo', { fileId: TOP_FILE }).then(
        () => true,
        () => false,
      );
    world.abuse.block(top);
    expect(await isSeen()).toBe(false);
    world.abuse.unblock(top);
    owner.banned = true;
    expect(await isSeen()).toBe(false);
    owner.banned = false;
    owner.active = false;
    expect(await isSeen()).toBe(false);
    owner.active = true;
    expect(await isSeen()).toBe(true);
    await own('deleteFile', { fileId: TOP_FILE });
    expect(await isSeen()).toBe(false);
    await own('deleteFolder', { dirId: TOP });
    await expect(call('getItems', { dirId: SUB })).rejects.toEqual(NO_FOLDER);
  });

  test.each([
    ['always', true, true],
    ['opened', false, true],
    ['never', false, false],
  ])('foreign-access %s', async (choice, before, after) => {
    const { caller, check, generated } = sharedScene(
      { password: 'x', upload: true },
      { assume: { 'foreign-access': choice } },
    );
    const sees = async () => (await caller.as(OTHER, 'getFiles', { fileIds: [TOP_FILE] })).length === 1;
    expect(await sees()).toBe(before);
    const keys = { dirId: TOP, dirPassword: generated(TOP), userDirPassword: 'x' };
    expect(await caller.as(OTHER, 'getSharedDirItems', keys)).toHaveLength(2);
    expect(await sees()).toBe(after);
    expect(await check(TOP, 'x')).toBe(0);
    expect((await caller.as(OTHER, 'createUploadSessionKey', { dirId: TOP })) !== '').toBe(after);
    expect(await caller.as(OTHER, 'getFiles', { fileIds: [PRIVATE_FILE] })).toEqual([]);
  });
});

describe('what a sharing property allows, and what is answered without it', () => {
  test('createSubFolders: createNewFolder, creatNewFolder', async () => {
    const { call, world } = await openedScene({ createSubFolders: true });
    const id = await call('createNewFolder', { dirId: SUB, folderName: 'New' });
    expect(world.tree.node(id)).toMatchObject({ name: 'New', owner: { login: ME.login } });
    expect(await call('creatNewFolder', { dirId: TOP, folderName: 'New' })).toBe(true);
    expect(await call('createNewFolder', { dirId: TOP, folderName: 'new' })).toBe(-1n);
    const without = await openedScene({ upload: true });
    expect(await without.call('createNewFolder', { dirId: TOP, folderName: 'New' })).toBe(0n);
    expect(await without.call('creatNewFolder', { dirId: TOP, folderName: 'New' })).toBe(false);
    await expect(call('createNewFolder', { dirId: PRIVATE, folderName: 'x' })).rejects.toEqual(NO_FOLDER);
  });

  test('delete: renaming and deleting what lies in the folder, never the folder itself', async () => {
    const { call, world } = await openedScene({ delete: true });
    expect(await call('renameFile', { fileId: TOP_FILE, newName: 'new.txt' })).toBe(TOP_FILE);
    expect(await call('renameFolder', { dirId: SUB, newName: 'New' })).toBe(SUB);
    expect(await call('renameFolder', { dirId: TOP, newName: 'New' })).toBe(0n);
    await expect(call('deleteFolder', { dirId: TOP })).rejects.toEqual(DENIED);
    await expect(call('deleteFolderFinal', { dirId: TOP })).rejects.toEqual(DENIED);
    await call('deleteFolderFinal', { dirId: DEEP });
    await call('deleteFile', { fileId: TOP_FILE });
    await call('deleteFileFinal', { fileId: SUB_FILE });
    await call('deleteFolder', { dirId: SUB });
    const owner = world.accounts.authenticate(ME.login, ME.password);
    expect([...owner.bin].map(({ id }) => id)).toEqual([SUB, TOP_FILE]);
    expect([world.tree.node(SUB_FILE), world.tree.node(DEEP)]).toEqual([undefined, undefined]);
    await expect(call('deleteFile', { fileId: TOP_FILE })).rejects.toEqual(NO_FILE);
    await expect(call('restoreFile', { fileId: TOP_FILE })).rejects.toEqual(NO_FILE);

    const without = await openedScene({ updateFiles: true, moderator: true });
    expect(await without.call('renameFile', { fileId: TOP_FILE, newName: 'x' })).toBe(0n);
    expect(await without.call('renameFolder', { dirId: SUB, newName: 'x' })).toBe(0n);
    await expect(without.call('deleteFile', { fileId: TOP_FILE })).rejects.toEqual(DENIED);
    await expect(without.call('deleteFileFinal', { fileId: TOP_FILE })).rejects.toEqual(DENIED);
    await expect(without.call('deleteFolder', { dirId: SUB })).rejects.toEqual(DENIED);
    await expect(without.call('deleteFolderFinal', { dirId: SUB })).rejects.toEqual(DENIED);
  });

  test('fileProperties: descriptions, which everybody may read who may view', async () => {
    const texts = { description: 'd', keywords: 'k', comment: 'c', flag1: true, flag2: false };
    for (const [sharing, answer] of [
      [{ fileProperties: true }, ''],
      [{ moderator: true }, 'Access denied'],
    ] as const) {
      const { call } = await openedScene(sharing);
      expect(await call('setFileDescription', { fileId: TOP_FILE, ...texts })).toBe(answer);
      expect(await call('setDirDescription', { dirId: SUB, ...texts })).toBe(answer);
      const isSet = answer === '';
      expect(await call('getFileDescription', { fileId: TOP_FILE })).toEqual(
        isSet ? ['d', 'k', 'c'] : ['', '', ''],
      );
      expect(await call('getDirDescription', { dirId: SUB })).toBe(isSet ? 'd' : '');
    }
  });

  test('moderator: copying and pasting; moving needs delete as well', async () => {
    const copy = { dirId: SUB, fileIds: [TOP_FILE], dirIds: [], cut: false };
    const { call, world, own } = await openedScene({ moderator: true });
    expect(await call('pasteFilesDirs', copy)).toBe('');
    expect((await own('getItems', { dirId: SUB })).map((item) => item?.name)).toContain('top.txt');
    expect(await call('pasteFilesDirs', { ...copy, cut: true })).toBe('Access denied');
    expect(await call('pasteFilesDirs', { ...copy, dirId: -1n })).toBe('');
    expect((await call('getItems', { dirId: -1n })).map((item) => item?.name)).toEqual(['top.txt']);
    expect(world.account(OTHER.login)?.space.stored).toBe(3n);
    await expect(call('pasteFilesDirs', { ...copy, dirId: PRIVATE })).rejects.toEqual(NO_FOLDER);
    const both = await openedScene({ moderator: true, delete: true });
    expect(await both.call('pasteFilesDirs', { ...copy, cut: true })).toBe('');
    expect((await both.own('getFileInfo', { fileId: TOP_FILE })).parentId).toBe(SUB);
    const without = await openedScene({ upload: true, delete: true });
    expect(await without.call('pasteFilesDirs', copy)).toBe('Access denied');
  });

  test('copying a folder leaves out what is not shown', async () => {
    const { call, world } = await openedScene({ moderator: true, viewSubfolders: false });
    const copy = { dirId: -1n, fileIds: [], dirIds: [TOP], cut: false };
    expect(await call('pasteFilesDirs', copy)).toBe('');
    expect((await call('getAllItems', {})).map((item) => item?.name)).toEqual(['Top', 'top.txt']);
    const copies = await call('getHistory', { dirId: -1n });
    expect(copies.map((entry) => [entry?.operation, entry?.sourceDirId])).toEqual([
      [14, undefined],
      [5, undefined],
    ]);
    // Room is needed for what is copied alone.
    const account = world.accounts.authenticate(OTHER.login, OTHER.password);
    account.quota = account.space.stored + 3n;
    const dirId = await call('createNewFolder', { dirId: -1n, folderName: 'again' });
    expect(await call('pasteFilesDirs', { ...copy, dirId })).toBe('');
    expect(await call('getFreeSpace', {})).toBe(0n);
    expect(await call('pasteFilesDirs', { ...copy, dirId: copies[0]?.dirId ?? 0n })).toBe(
      'The copies need 3 bytes, and 0 are free.',
    );
  });
});
