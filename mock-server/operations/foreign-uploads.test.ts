import { describe, expect, test } from 'vitest';
import { UploadRefusal } from '../world/errors.js';
import { HELLO, ME, NO_FILE, NO_FOLDER } from './testing/caller.js';
import { openedScene, PRIVATE, PRIVATE_FILE, TOP, TOP_FILE } from './testing/sharing-scene.js';

const hello = new TextEncoder().encode('hello');

describe('upload', () => {
  test('the file and its space are the owner’s, the upload and its limit the uploader’s', async () => {
    const { call, own, world } = await openedScene({ upload: true });
    expect(await call('createUploadSessionKey', { dirId: TOP })).not.toBe('');
    const before = await own('getFreeSpace', {});
    const id = await call('uploadStartFile', { dirId: TOP, name: 'a.txt', fullSize: 5n });
    expect(await own('getFreeSpace', {})).toBe(before - 5n);
    expect(await call('getFreeSpace', {})).toBe(1000n);
    expect(await own('uploadStartedFileExists', { fileId: id })).toBe(false);
    expect(await call('uploadStartedFileExists', { fileId: id })).toBe(true);
    await expect(own('uploadCancelFile', { fileId: id })).rejects.toEqual(NO_FILE);
    await expect(own('uploadFinishFile', { fileId: id, md5: HELLO })).rejects.toEqual(NO_FILE);
    const ownKey = await own('createUploadSessionKey', { dirId: -1n });
    expect(() => world.openPart(ownKey, id, 0n)).toThrow(UploadRefusal);
    const part = world.openPart(await call('createUploadSessionKey', { dirId: -1n }), id, 0n);
    await part.write(hello);
    await part.close();
    for (let time = 0; time < 2; time++)
      expect(await call('uploadFinishFile', { fileId: id, md5: HELLO })).toBe('');
    expect(world.tree.node(id)).toMatchObject({ owner: { login: ME.login }, size: 5n });
    expect(await own('getFileInfo', { fileId: id })).toMatchObject({ name: 'a.txt', parentId: TOP });

    expect(await call('uploadStartFile', { dirId: TOP, name: 'b', fullSize: 101n })).toBe(0n);
    expect(await own('uploadStartFile', { dirId: TOP, name: 'b', fullSize: 101n })).toBeGreaterThan(0n);
    const gone = await call('uploadStartFile', { dirId: TOP, name: 'b', fullSize: 5n });
    await call('uploadCancelFile', { fileId: gone });
    expect(await call('uploadStartedFileExists', { fileId: gone })).toBe(false);
  });

  test('no client uploads more than the owner has room for', async () => {
    const { call } = await openedScene({ upload: true }, {}, { quota: 20n });
    expect(await call('uploadStartFile', { dirId: TOP, name: 'a', fullSize: 20n })).toBe(0n);
    expect(await call('simpleUploadStart', { dirId: TOP, name: 'a', fullSize: 20n })).toMatchObject({
      fileId: 0n,
    });
  });

  test('without the right nothing is opened or started', async () => {
    const { call, world } = await openedScene({ createSubFolders: true });
    expect(await call('createUploadSessionKey', { dirId: TOP })).toBe('');
    expect(await call('createUploadSessionKey', { dirId: PRIVATE })).toBe('');
    expect(await call('uploadStartFile', { dirId: TOP, name: 'a', fullSize: 1n })).toBe(0n);
    expect(await call('simpleUploadStart', { dirId: TOP, name: 'a', fullSize: 1n })).toMatchObject({
      fileId: 0n,
      message: 'Access denied',
    });
    await expect(call('uploadStartFile', { dirId: PRIVATE, name: 'a', fullSize: 1n })).rejects.toEqual(
      NO_FOLDER,
    );
    const key = await call('createUploadSessionKey', { dirId: -1n });
    for (const dirId of [TOP, PRIVATE])
      expect(() => world.openWhole(key, { dirId, name: 'a' })).toThrow(UploadRefusal);
  });

  test('a file that comes whole is the owner’s, with the uploader’s limit', async () => {
    const { call, world } = await openedScene({ upload: true });
    const key = await call('createUploadSessionKey', { dirId: TOP });
    const whole = world.openWhole(key, { dirId: TOP, name: 'whole.txt' });
    await whole.write(hello);
    await expect(whole.write(new Uint8Array(96))).rejects.toThrow(UploadRefusal);
    expect(await whole.finish()).toMatchObject({ size: 5n, owner: { login: ME.login } });
  });

  test('updateFiles: new bytes for a file', async () => {
    const { call, own, world } = await openedScene({ updateFiles: true });
    const start = { fileId: TOP_FILE, name: '', fullSize: 5n };
    expect(await call('uploadStartFileUpdate', start)).toBe(TOP_FILE);
    const part = world.openPart(await call('createUploadSessionKey', { dirId: -1n }), TOP_FILE, 0n);
    await part.write(hello);
    await part.close();
    expect(await call('uploadFinishFile', { fileId: TOP_FILE, md5: HELLO })).toBe('');
    expect(await own('getFileInfo', { fileId: TOP_FILE })).toMatchObject({ size: 5n, version: 2 });
    const without = await openedScene({ upload: true, delete: true });
    expect(await without.call('uploadStartFileUpdate', start)).toBe(0n);
    await expect(without.call('uploadStartFileUpdate', { ...start, fileId: PRIVATE_FILE })).rejects.toEqual(
      NO_FILE,
    );
  });
});
