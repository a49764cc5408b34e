import { beforeEach, describe, expect, test } from 'vitest';
import { as, BASE, Caller, fault, GONE, HELLO, NO_FILE } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);
const callAs: Caller['as'] = (who, name, args) => caller.as(who, name, args);

describe('links', () => {
  test('getFileDownloadLink is the item’s, or nothing', async () => {
    const { downloadLink } = await call('getFileInfo', { fileId: 13n });
    expect(await call('getFileDownloadLink', { fileId: 13n })).toBe(downloadLink);
    for (const fileId of [0n, GONE, 18n, 14n, 15n, 2n])
      expect(await call('getFileDownloadLink', { fileId })).toBe('');
  });

  test('getDirectLink turns anybody’s file link into one that serves the bytes', async () => {
    const theirs = await callAs(as('other'), 'getFileDownloadLink', { fileId: 18n });
    const code = theirs.split('/').at(-2);
    expect(await call('getDirectLink', { link: theirs })).toBe(`${BASE}/download/${code}/theirs.txt`);
    const folder = await call('getDirInfo', { dirId: 2n });
    const removed = await call('getFileInfo', { fileId: 14n });
    for (const { downloadLink } of [folder, removed]) {
      await expect(call('getDirectLink', { link: downloadLink ?? '' })).rejects.toEqual(NO_FILE);
    }
    await expect(call('getDirectLink', { link: 'http://h/file/AAAAAAAA/x.html' })).rejects.toEqual(NO_FILE);
    await expect(call('getDirectLink', { link: 'nonsense' })).rejects.toEqual(
      fault('The file link that you requested is not valid'),
    );
  });

  test('decodeLink gives the id of a file or folder', async () => {
    for (const item of [...(await call('getItems', { dirId: -1n })), await call('getRoot', {})]) {
      expect(await call('decodeLink', { link: item?.downloadLink ?? '' })).toBe(item?.id);
    }
    await expect(call('decodeLink', { link: '/folder/AAAAAAAA/x.html' })).rejects.toEqual(NO_FILE);
    await expect(call('decodeLink', { link: '' })).rejects.toEqual(
      fault('The file link that you requested is not valid'),
    );
  });

  test('getFileVersionLink names each version, and faults outside them', async () => {
    await call('uploadStartFileUpdate', { fileId: 13n, name: '', fullSize: 5n });
    await caller.send(13n, 'hello');
    await call('uploadFinishFile', { fileId: 13n, md5: HELLO });
    const link = (version: number, fileId = 13n) => call('getFileVersionLink', { fileId, version });
    expect(await link(1)).toMatch(/^http:\/\/fake\.test\/~one\/download\/[\w-]{8}\/A\.jpg\?version=1$/);
    expect(await link(2)).toMatch(/\?version=2$/);
    expect(await call('decodeLink', { link: await link(1) })).toBe(13n);
    for (const version of [0, -1, 3, 2 ** 31 - 1]) {
      await expect(link(version)).rejects.toEqual(
        fault(`There is no version ${version}: the versions of the file are 1 to 2`),
      );
    }
    for (const fileId of [GONE, 18n, 2n, 14n]) await expect(link(1, fileId)).rejects.toEqual(NO_FILE);
  });
});
