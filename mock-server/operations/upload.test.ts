import { beforeEach, describe, expect, test } from 'vitest';
import { type Args, as, BASE, Caller, GONE, HELLO, ME, NO_FILE, NO_FOLDER } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);
const callAs: Caller['as'] = (who, name, args) => caller.as(who, name, args);
const free = () => caller.free();

describe('upload', () => {
  test('hasRightUpload is the global switch', async () => {
    expect(await call('hasRightUpload', {})).toBe(true);
    caller = new Caller({ uploadsEnabled: false });
    expect(await call('hasRightUpload', {})).toBe(false);
    expect(await call('createUploadSessionKey', { dirId: -1n })).toBe('');
    expect(await call('uploadStartFile', { dirId: -1n, name: 'n', fullSize: 1n })).toBe(0n);
  });

  test('createUploadSessionKey gives keys for own folders, and nothing for others', async () => {
    const keys = await Promise.all([-1n, 2n, 3n].map((dirId) => call('createUploadSessionKey', { dirId })));
    expect(new Set(keys).size).toBe(3);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
    for (const dirId of [0n, GONE, 8n, 5n, 12n])
      expect(await call('createUploadSessionKey', { dirId })).toBe('');
    expect(await callAs(as('inactive'), 'createUploadSessionKey', { dirId: -1n })).toBe('');
    expect(await callAs(as('banned'), 'createUploadSessionKey', { dirId: -1n })).toBe('');
    caller = new Caller();
    expect(await call('createUploadSessionKey', { dirId: -1n })).toBe(keys[0]);
    caller = new Caller({ seed: 2 });
    expect(await call('createUploadSessionKey', { dirId: -1n })).not.toBe(keys[0]);
  });

  test('getNewFileDataCenter takes turns, or gives 0', async () => {
    const next = () => call('getNewFileDataCenter', {});
    expect([await next(), await next(), await next()]).toEqual([188n, 236n, 188n]);
    caller = new Caller({ dataCenters: [] });
    expect(await next()).toBe(0n);
  });

  test('getUploadFormUrl gives the address, or nothing', async () => {
    const sessionKey = await call('createUploadSessionKey', { dirId: -1n });
    expect(await call('getUploadFormUrl', { dataCenterId: 236, sessionKey })).toBe(
      `${BASE}/main/upload.jsp?sId=${sessionKey}&dcId=236`,
    );
    expect(await call('getUploadFormUrl', { dataCenterId: 1, sessionKey })).toBe('');
    expect(await call('getUploadFormUrl', { dataCenterId: 236, sessionKey: 'x' })).toBe('');
  });

  test('uploadStartFile gives an id, 0, or a fault', async () => {
    const start = (args: Partial<Args<'uploadStartFile'>>, who = ME) =>
      callAs(who, 'uploadStartFile', { dirId: -1n, name: 'n', fullSize: 1n, ...args });
    const id = await start({});
    expect(id > 2n ** 53n).toBe(true);
    expect((await start({ dirId: 2n })) > id).toBe(true);
    expect(await start({ fullSize: 0n })).toBeGreaterThan(id);
    expect(await start({ fullSize: 500n })).toBeGreaterThan(id);
    for (const refused of [
      { fullSize: 501n },
      { fullSize: 500n },
      { fullSize: -1n },
      { name: '' },
      { dirId: 5n },
    ]) {
      expect(await start(refused)).toBe(0n);
    }
    expect(await start({}, as('inactive'))).toBe(0n);
    expect(await start({}, as('banned'))).toBe(0n);
    for (const dirId of [0n, GONE, 8n, 12n]) await expect(start({ dirId })).rejects.toEqual(NO_FOLDER);
    caller = new Caller({ assume: { 'dir-zero': 'root' } });
    expect(await start({ dirId: 0n })).toBeGreaterThan(0n);
  });

  test('uploadFinishFile makes the file, or says what is wrong', async () => {
    const before = await free();
    const fileId = await call('uploadStartFile', { dirId: 2n, name: 'new.txt', fullSize: 5n });
    expect(await free()).toBe(before - 5n);
    expect(await call('uploadStartedFileExists', { fileId })).toBe(true);
    expect(await callAs(as('other'), 'uploadStartedFileExists', { fileId })).toBe(false);
    expect(await call('uploadFinishFile', { fileId, md5: HELLO })).toContain(
      'byte 0 is the first one missing',
    );
    await caller.send(fileId, 'hello');
    expect(await call('uploadFinishFile', { fileId, md5: '' })).toContain('missing');
    expect(await call('uploadFinishFile', { fileId, md5: HELLO.toUpperCase() })).toBe('');
    expect(await call('uploadFinishFile', { fileId, md5: HELLO })).toBe('');
    expect(await call('uploadStartedFileExists', { fileId })).toBe(false);
    expect(await call('getFileInfo', { fileId })).toMatchObject({
      name: 'new.txt',
      parentId: 2n,
      md5: HELLO,
    });
    expect(await free()).toBe(before - 5n);
    await expect(call('uploadFinishFile', { fileId: GONE, md5: HELLO })).rejects.toEqual(NO_FILE);
    await expect(callAs(as('other'), 'uploadFinishFile', { fileId, md5: HELLO })).rejects.toEqual(NO_FILE);
  });

  test('uploadCancelFile gives the space back; uploadStartedFileExists is false then', async () => {
    const before = await free();
    const fileId = await call('uploadStartFile', { dirId: -1n, name: 'n', fullSize: 5n });
    expect(await call('uploadCancelFile', { fileId })).toBeUndefined();
    expect(await free()).toBe(before);
    expect(await call('uploadStartedFileExists', { fileId })).toBe(false);
    await expect(call('uploadCancelFile', { fileId })).rejects.toEqual(NO_FILE);
    expect(await call('uploadCancelFile', { fileId: 12n })).toBeUndefined();
  });

  test('uploadStartFileUpdate replaces a file under its id', async () => {
    const update = (args: Partial<Args<'uploadStartFileUpdate'>>) =>
      call('uploadStartFileUpdate', { fileId: 13n, name: '', fullSize: 5n, ...args });
    const link = await call('getFileDownloadLink', { fileId: 13n });
    expect(await update({})).toBe(13n);
    await caller.send(13n, 'hello');
    expect(await call('uploadFinishFile', { fileId: 13n, md5: HELLO })).toBe('');
    const item = { id: 13n, name: 'A.jpg', size: 5n, version: 2, md5: HELLO, downloadLink: link };
    expect(await call('getFileInfo', { fileId: 13n })).toMatchObject(item);
    for (const refused of [{ fullSize: 501n }, { fullSize: -1n }, { fileId: 14n }, { fileId: 15n }]) {
      expect(await update(refused)).toBe(0n);
    }
    for (const fileId of [GONE, 18n, 2n]) await expect(update({ fileId })).rejects.toEqual(NO_FILE);
  });

  test('simpleUploadStart prepares everything, or says why not', async () => {
    const start = (args: Partial<Args<'simpleUploadStart'>>) =>
      call('simpleUploadStart', { dirId: -1n, name: 'n', fullSize: 5n, ...args });
    const info = await start({});
    expect(info).toMatchObject({ freeSpace: 930n, maxFileSize: 500n });
    expect(info).not.toHaveProperty('message');
    expect(info.uploadUrl).toMatch(
      /^http:\/\/fake\.test\/~one\/main\/upload\.jsp\?sId=[0-9a-f]{32}&dcId=188$/,
    );
    expect(await call('uploadStartedFileExists', { fileId: info.fileId })).toBe(true);
    expect(await start({ fullSize: 501n })).toEqual({
      fileId: 0n,
      freeSpace: 925n,
      maxFileSize: 500n,
      message: 'The file has 501 bytes, the largest one allowed has 500.',
    });
    await expect(start({ dirId: GONE })).rejects.toEqual(NO_FOLDER);
    caller = new Caller({ dataCenters: [] });
    expect(await start({})).toMatchObject({ fileId: 0n, message: 'There is no data center to upload to.' });
    expect(await free()).toBe(930n);
  });

  test('the name of another file can be assumed to be refused', async () => {
    const start = () => call('uploadStartFile', { dirId: -1n, name: 'B.txt', fullSize: 1n });
    expect(await start()).toBeGreaterThan(0n);
    caller = new Caller({ assume: { 'upload-clash': 'refuse' } });
    expect(await start()).toBe(0n);
  });
});
