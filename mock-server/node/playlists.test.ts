import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { directLink, playlistLink } from '../world/sharing/addresses.js';
import { TransferTestbed } from './testing/transfer-testbed.js';

const base64 = (name: string): string => readFileSync(`fixtures/media/${name}`).toString('base64');

const MUSIC = {
  name: 'Musik & mehr',
  folders: [{ name: 'Inner', files: [{ name: 'inner.mp3', base64: base64('old.mp3') }] }],
  files: [
    { name: 'a.mp3', base64: base64('overture.mp3') },
    { name: 'b ♪.mp3', base64: base64('song.mp3') },
    { name: 'c\n#EXTINF:0,x.mp3', text: 'no music' },
    { name: 'd.txt', text: 'text' },
    { name: 'e.mp3', text: 'gone', removed: true },
  ],
};

async function begin(scope: 'folder' | 'tree') {
  const bed = await TransferTestbed.start({ 'playlist-scope': scope });
  return { bed, folder: bed.world.addFolder(bed.account('a'), MUSIC) };
}

test('a playlist has the direct link of every piece of music in the folder, with length and name', async () => {
  const { bed, folder } = await begin('folder');
  const { status, headers, body } = await bed.get(playlistLink('', folder));
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'audio/x-mpegurl; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  const links = [...folder.children].flatMap((node) =>
    node.kind === 'file' && node.name.endsWith('.mp3') ? [directLink('http://fake.test', node)] : [],
  );
  expect(body.toString().split('\n')).toEqual([
    '#EXTM3U',
    '#EXTINF:3,Kapelle Morgenröte - Ouvertüre in Grün',
    links[0],
    '#EXTINF:4,静かな楽団 - Тихая песня ♪',
    links[1],
    '#EXTINF:-1,c #EXTINF:0,x.mp3',
    links[2],
    '',
  ]);
  for (const link of links) expect((await bed.get(new URL(link).pathname)).status).toBe(200);
  await bed.close();
});

test('assumption playlist-scope=tree: subfolders count', async () => {
  const { bed, folder } = await begin('tree');
  const { body } = await bed.get(playlistLink('', folder));
  expect(body.toString()).toContain('#EXTINF:2,Os Silenciosos - Canção antiga\n');
  await bed.close();
});

test('HEAD has no list; a file, a removed folder and nonsense have no playlist', async () => {
  const { bed, folder } = await begin('folder');
  expect((await bed.request('HEAD', playlistLink('', folder))).body).toHaveLength(0);
  const file = bed.world.addFile(bed.account('a'), { name: 'x.mp3', text: 'x' });
  expect((await bed.get(`/playlist/${file.code}-/x.m3u`)).status).toBe(404);
  expect((await bed.get('/playlist/AAAAAAAA/x.m3u')).status).toBe(404);
  await bed.world.remove(folder);
  expect((await bed.get(playlistLink('', folder))).status).toBe(404);
  await bed.close();
});
