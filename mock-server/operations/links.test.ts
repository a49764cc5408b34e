import { beforeEach, describe, expect, test } from 'vitest';
import { as, BASE, Caller, fault, GONE, NO_FILE } from './testing/caller.js';

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
});
