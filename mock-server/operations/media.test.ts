import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import type { AssumptionName } from '../world/index.js';
import { as, BASE, Caller, fault, GONE, ME, NO_FILE, NO_FOLDER } from './testing/caller.js';

const base64 = (name: string): string => readFileSync(`fixtures/media/${name}`).toString('base64');

const NO_PREVIEW = fault('Method Parameter: return cannot be null. This is BP 1.1 R2211 violation.');

/** A folder with one file of each kind, in the order of its listing. */
const SHELF = {
  name: 'Shelf',
  id: 20n,
  folders: [{ name: 'Inner', id: 21n, files: [{ name: 'inner.mp3', id: 22n, base64: base64('song.mp3') }] }],
  files: [
    { name: 'a.zip', id: 31n, base64: base64('backup.zip') },
    { name: 'b.mp3', id: 32n, base64: base64('overture.mp3') },
    { name: 'c.jpg', id: 33n, base64: base64('beach.jpg') },
    { name: 'd.mp4', id: 34n, base64: base64('clip.mp4') },
    { name: 'e.mp3', id: 35n, text: 'no music' },
    { name: 'f.jpg', id: 36n, text: 'no picture' },
    { name: 'g.png', id: 37n, base64: base64('chart.png') },
  ],
};

function begin(assume: { readonly [Name in AssumptionName]?: string } = {}): Caller {
  const caller = new Caller({ assume });
  const me = caller.world.account(ME.login);
  if (me) caller.world.addFolder(me, SHELF);
  return caller;
}

let caller: Caller;
const call: Caller['call'] = (name, args) => caller.call(name, args);

beforeEach(() => {
  caller = begin();
});

const linkOf = async (fileId: bigint): Promise<string> => call('getFileDownloadLink', { fileId });

const SILENT = { empty: true, bitrate: 0, length: 0, preciseLength: 0, sampleRate: 0, track: 0, year: 0 };

test('getMp3FileInfo reads the tags of the file behind a link', async () => {
  expect(await call('getMp3FileInfo', { link: await linkOf(32n) })).toEqual({
    album: 'Stille Stücke',
    artist: 'Kapelle Morgenröte',
    bitrate: 64,
    empty: false,
    fileId: 32n,
    genre: 'Classical',
    length: 3,
    preciseLength: 3,
    sampleRate: 48_000,
    title: 'Ouvertüre in Grün',
    track: 1,
    year: 2009,
  });
});

test.each([
  ['a file that is no music', 33n],
  ['music that is none', 35n],
])('getMp3FileInfo of %s is empty', async (_what, fileId) => {
  expect(await call('getMp3FileInfo', { link: await linkOf(fileId) })).toEqual({ ...SILENT, fileId });
});

test('getExifFileInfo reads what the camera wrote', async () => {
  expect(await call('getExifFileInfo', { link: await linkOf(33n) })).toEqual({
    dateTime: '2012:09:01 12:00:00',
    empty: false,
    fileId: 33n,
    heigth: '360',
    make: 'Canon',
    model: 'Canon PowerShot A75',
    width: '480',
  });
});

test.each([
  ['a file that is no picture', 32n],
  ['a picture that is none', 36n],
  ['a picture that was drawn', 37n],
])('getExifFileInfo of %s is empty', async (_what, fileId) => {
  expect(await call('getExifFileInfo', { link: await linkOf(fileId) })).toEqual({ empty: true, fileId });
});

test('links that lead to no file are refused', async () => {
  const { downloadLink = '' } = await call('getDirInfo', { dirId: 20n });
  for (const name of ['getMp3FileInfo', 'getExifFileInfo'] as const) {
    await expect(call(name, { link: 'nonsense' })).rejects.toEqual(
      fault('The file link that you requested is not valid'),
    );
    for (const link of [downloadLink, '/file/AAAAAAAA/x.html']) {
      await expect(call(name, { link })).rejects.toEqual(NO_FILE);
    }
  }
});

test('the infos of a folder have one entry for each file in the order of getItems', async () => {
  const ids = [31n, 32n, 33n, 34n, 35n, 36n, 37n];
  const music = await call('getMp3FileInfos', { dirId: 20n });
  expect(music.map((info) => info?.fileId)).toEqual(ids);
  expect(music.filter((info) => !info?.empty).map((info) => info?.fileId)).toEqual([32n]);
  const pictures = await call('getExifFileInfos', { dirId: 20n });
  expect(pictures.map((info) => info?.fileId)).toEqual(ids);
  expect(pictures.filter((info) => !info?.empty).map((info) => info?.fileId)).toEqual([33n]);
});

test('the infos of many files leave others their turns', async () => {
  const account = caller.world.accounts.get(ME.login);
  if (!account) throw new Error('there is such an account');
  for (let n = 0; n < 1200; n++) caller.world.addFile(account, { name: `${n}.txt`, text: '' });
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 0);
  await call('getMp3FileInfos', { dirId: -1n });
  clearInterval(counting);
  expect(turns).toBeGreaterThan(0);
});

test('assumption media-infos=items: folders have entries, too', async () => {
  caller = begin({ 'media-infos': 'items' });
  const items = await call('getItems', { dirId: 20n });
  expect(items[0]?.id).toBe(21n);
  for (const name of ['getMp3FileInfos', 'getExifFileInfos'] as const) {
    const infos = await call(name, { dirId: 20n });
    expect(infos.map((info) => info?.fileId)).toEqual(items.map((item) => item?.id));
    expect(infos[0]?.empty).toBe(true);
  }
});

test.each(['getMp3FileInfos', 'getExifFileInfos', 'getPlaylistLink'] as const)(
  '%s faults for folders that are not there, foreign or removed',
  async (name) => {
    for (const dirId of [GONE, 0n, -2n, 8n, 12n, 5n])
      await expect(call(name, { dirId })).rejects.toEqual(NO_FOLDER);
    expect(await call(name, { dirId: -1n })).toBeDefined();
  },
);

test('previews of files that are not there, foreign or removed are refused', async () => {
  const refused = async (who: typeof ME, fileId: bigint) => {
    const asked = [
      caller.as(who, 'getPreviewLink', { fileId }),
      caller.as(who, 'getVideoPreviewLink', { fileId }),
      caller.as(who, 'getSmallImageLink', { fileId, size: 5 }),
    ];
    for (const each of asked) await expect(each).rejects.toEqual(NO_FILE);
  };
  for (const fileId of [GONE, 0n, -1n, 18n, 14n, 20n]) await refused(ME, fileId);
  for (const fileId of [33n, 34n]) await refused(as('other'), fileId);
});

const code = (fileId: bigint): string => caller.world.tree.node(fileId)?.code ?? '';

test('getPreviewLink gives the address of a small picture, also of a video, and faults for the rest', async () => {
  for (const [fileId, name] of [
    [33n, 'c.jpg'],
    [34n, 'd.mp4'],
    [37n, 'g.png'],
  ] as const)
    expect(await call('getPreviewLink', { fileId })).toBe(`${BASE}/img/${code(fileId)}/${name}`);
  for (const fileId of [31n, 32n])
    await expect(call('getPreviewLink', { fileId })).rejects.toEqual(NO_PREVIEW);
});

test('getVideoPreviewLink is for videos only', async () => {
  expect(await call('getVideoPreviewLink', { fileId: 34n })).toBe(`${BASE}/img/${code(34n)}/d.mp4`);
  for (const fileId of [31n, 32n, 33n])
    await expect(call('getVideoPreviewLink', { fileId })).rejects.toEqual(NO_PREVIEW);
});

test('getSmallImageLink is for pictures and sizes above 0', async () => {
  expect(await call('getSmallImageLink', { fileId: 33n, size: 64 })).toBe(
    `${BASE}/img/${code(33n)}/c.jpg?size=64`,
  );
  for (const size of [0, -1, -(2 ** 31)])
    await expect(call('getSmallImageLink', { fileId: 33n, size })).rejects.toEqual(NO_PREVIEW);
  for (const fileId of [31n, 34n])
    await expect(call('getSmallImageLink', { fileId, size: 64 })).rejects.toEqual(NO_PREVIEW);
});

test('assumption no-preview=empty: an empty text in place of the fault', async () => {
  caller = begin({ 'no-preview': 'empty' });
  expect(await call('getPreviewLink', { fileId: 31n })).toBe('');
  expect(await call('getVideoPreviewLink', { fileId: 33n })).toBe('');
  expect(await call('getSmallImageLink', { fileId: 31n, size: 5 })).toBe('');
});

test('getPlaylistLink gives an address for a folder with music, and an empty text for others', async () => {
  expect(await call('getPlaylistLink', { dirId: 20n })).toBe(`${BASE}/playlist/${code(20n)}/Shelf.m3u`);
  expect(await call('getPlaylistLink', { dirId: 4n })).toBe('');
  expect(await call('getPlaylistLink', { dirId: -1n })).toBe('');
});

test('assumption playlist-scope=tree: the music of subfolders counts', async () => {
  caller = begin({ 'playlist-scope': 'tree' });
  expect(await call('getPlaylistLink', { dirId: -1n })).toBe(
    `${BASE}/playlist/${caller.world.account(ME.login)?.root.code}/root.m3u`,
  );
});
