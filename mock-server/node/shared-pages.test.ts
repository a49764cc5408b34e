import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escapeHtml } from '../http/pages/pages.js';
import { CLOSED } from '../world/errors.js';
import type { FileNode, FolderNode } from '../world/index.js';
import { directLink, pageLink, playlistLink } from '../world/sharing/addresses.js';
import { TransferTestbed } from './testing/transfer-testbed.js';

const FORM = 'application/x-www-form-urlencoded';
const HOSTILE = `<img src=x onerror="alert('1')">&`;

let bed: TransferTestbed;
let open: FolderNode;
let locked: FolderNode;
let secret: FileNode;
beforeAll(async () => {
  bed = await TransferTestbed.start();
  open = bed.world.addFolder(bed.account('a'), {
    name: HOSTILE,
    sharing: {},
    folders: [{ name: 'Inner', folders: [{ name: 'Empty' }] }],
    files: [{ name: `${HOSTILE}.txt`, text: 'open' }],
  });
  locked = bed.world.addFolder(bed.account('a'), {
    name: 'Locked',
    sharing: { password: 'open sesame' },
    files: [{ name: 'secret.txt', text: 'secret' }],
  });
  const found = bed.world.find('a', 'Locked/secret.txt');
  if (found?.kind !== 'file') throw new Error('it is there');
  secret = found;
});
afterAll(() => bed.close());

const post = (path: string, body: string, type = FORM) =>
  bed.request('POST', path, { 'content-type': type, 'content-length': String(body.length) }, [
    Buffer.from(body),
  ]);
const asks = (body: Buffer) => body.toString().includes('enter a password to access');

describe('the page of a shared folder', () => {
  test('lists what is in it, with links, in every shape of address', async () => {
    const password = bed.world.links.password(open);
    for (const address of [
      pageLink('', open),
      `/dir/${open.code}/x.html?query=1`,
      `/minifolder/${open.code}`,
      `/dir/${open.id}/${password}/x.html`,
      `/folder/${open.id}/${password}`,
    ]) {
      const { status, headers, body } = await bed.get(address);
      expect([address, status]).toEqual([address, 200]);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['content-security-policy']).toMatch(/^sandbox .*default-src 'none'/);
      const links = [...body.toString().matchAll(/href="([^"]*)"/g)].map(([, link]) => link);
      const [inner, file] = [...open.children];
      expect(links).toEqual([inner, file].map((node) => node && pageLink('http://fake.test', node)));
    }
  });

  test('escapes every name', async () => {
    const page = (await bed.get(pageLink('', open))).body.toString();
    expect(page).not.toContain('<img');
    expect(page).toContain('&#60;img src=x');
    expect((await bed.get(pageLink('', locked))).body.toString()).not.toContain('<img');
  });

  test('says when there is nothing in it, and leaves out subfolders that are not shown', async () => {
    const [inner] = [...open.children];
    const empty = inner?.kind === 'folder' ? [...inner.children][0] : undefined;
    if (!empty) throw new Error('it is there');
    expect((await bed.get(pageLink('', empty))).body.toString()).toContain('The folder is empty.');
    const flat = bed.world.addFolder(bed.account('a'), {
      name: 'Flat',
      sharing: { viewSubfolders: false },
      folders: [{ name: 'Hidden' }],
    });
    expect((await bed.get(pageLink('', flat))).body.toString()).toContain('The folder is empty.');
    const [hidden] = [...flat.children];
    expect((await bed.get(pageLink('', hidden ?? flat))).status).toBe(403);
  });

  test('is refused for a folder that is not shared, blocked, or of a banned or inactive owner', async () => {
    const closed = async (folder: FolderNode, text: string) => {
      const { status, body } = await bed.get(pageLink('', folder));
      expect(status).toBe(403);
      expect(body.toString().replaceAll('&#39;', "'")).toContain(text);
      expect(body.toString()).not.toContain('href');
    };
    await closed(bed.world.addFolder(bed.account('a'), { name: 'Private' }), CLOSED[5]);
    await closed(bed.account('a').root, CLOSED[5]);
    bed.world.abuse.block(open);
    await closed(open, CLOSED[3]);
    bed.world.abuse.unblock(open);
    const b = bed.account('b');
    const theirs = bed.world.addFolder(b, { name: 'Theirs', sharing: {} });
    b.active = false;
    await closed(theirs, CLOSED[2]);
    b.active = true;
    b.banned = true;
    await closed(theirs, CLOSED[6]);
    b.banned = false;
  });

  test('is not there for a removed folder, an unknown code, the password of another folder', async () => {
    const gone = bed.world.addFolder(bed.account('a'), { name: 'Gone', sharing: {} });
    await bed.world.remove(gone);
    const wrong = bed.world.links.password(locked);
    for (const address of [
      pageLink('', gone),
      '/folder/AAAAAAAA/x.html',
      `/dir/${open.id}/${wrong}/x.html`,
    ]) {
      const { status, body } = await bed.get(address);
      expect(status).toBe(404);
      expect(body.toString()).toContain('The file link that you requested is not valid');
    }
  });
});

/** Every shape of address that leads to a file, but those of its bytes (client). */
function pageAddresses({ world }: TransferTestbed, file: FileNode): string[] {
  const words = [
    'file',
    'photo',
    'video',
    'audio',
    'mp3',
    'music',
    'document',
    'office',
    'archive',
    'rar',
    'zip',
  ];
  return [
    pageLink('', file),
    `${pageLink('', file)}?query=1&version=9`,
    ...[...words, 'get', 'embed'].map((word) => `/${word}/${file.code}/other.html`),
    `/file/${file.code}`,
    `/file/${file.id}/${world.links.password(file)}/name.html`,
  ];
}

describe('the page of a file', () => {
  test('is no file, and links to the bytes, in every shape of address', async () => {
    const [, file] = [...open.children];
    if (file?.kind !== 'file') throw new Error('it is there');
    const direct = directLink('http://fake.test', file);
    for (const address of pageAddresses(bed, file)) {
      const { status, headers, body } = await bed.get(address);
      expect([address, status, headers['content-type']]).toEqual([address, 200, 'text/html; charset=utf-8']);
      expect(headers['content-disposition']).toBeUndefined();
      const links = [...body.toString().matchAll(/href="([^"]*)"/g)].map(([, link]) => link);
      expect(links).toEqual([escapeHtml(direct)]);
      expect(body.toString()).not.toContain('<img');
      expect(body.toString()).toContain('4 bytes');
      const head = await bed.request('HEAD', address);
      expect([head.status, head.headers['content-length']]).toEqual([200, String(body.length)]);
    }
    expect((await bed.get(direct.slice('http://fake.test'.length))).body.toString()).toBe('open');
    expect(file.downloadCount).toBe(1);
    expect(bed.log.at(-2)).toMatchObject({ account: 'a', result: '200, a page' });
  });

  test('is no download: no rule for downloads touches it, and the journal has none', async () => {
    const [, file] = [...open.children];
    if (file?.kind !== 'file') throw new Error('it is there');
    bed.namespace.journal.clear();
    await bed.namespace.arm({ on: { kind: 'download' }, do: [{ act: 'status', status: 500 }] });
    expect((await bed.get(pageLink('', file))).status).toBe(200);
    expect(bed.namespace.journal.count()).toBe(0);
    bed.namespace.rules.clear();
  });

  test('is not there for a removed file', async () => {
    const gone = bed.world.addFile(bed.account('a'), { name: 'gone.txt', text: 'x' });
    await bed.world.remove(gone);
    for (const address of pageAddresses(bed, gone)) expect((await bed.get(address)).status).toBe(404);
  });

  test('can be assumed away: the bytes are at every address', async () => {
    const other = await TransferTestbed.start({ 'file-page': 'bytes' });
    const file = other.world.addFile(other.account('a'), { name: 'some file.pdf', text: 'bytes' });
    const addresses = pageAddresses(other, file).filter((address) => !address.includes('version'));
    for (const address of addresses) expect((await other.get(address)).body.toString()).toBe('bytes');
    expect(file.downloadCount).toBe(addresses.length);
    await other.close();
  });
});

describe('a password of the owner', () => {
  test.each([
    ['none', undefined],
    ['a wrong one', 'userPass2=wrong'],
    ['an empty one', 'userPass2='],
    ['one too much', 'userPass2=open+sesame&userPass2=open+sesame'],
    ['another field', 'password=open+sesame'],
  ])('%s gets the form, for folder and file', async (_what, sent) => {
    for (const address of [pageLink('', locked), pageLink('', secret), `/get/${secret.code}/x`]) {
      const answers = sent
        ? [await post(address, sent), await bed.get(`${address}?${sent}`)]
        : [await bed.get(address), await post(address, ''), await post(address, '{}', 'application/json')];
      for (const { status, body, headers } of answers) {
        expect(status).toBe(200);
        expect(asks(body)).toBe(true);
        expect(body.toString()).toContain('name="theForm" method="post"');
        expect(body.toString()).not.toContain('secret"');
        expect(headers['content-security-policy']).toContain('sandbox allow-forms');
        expect(headers['cache-control']).toBe('no-store');
      }
    }
  });

  test('the right one opens folder and file, by form and by query', async () => {
    for (const answer of [
      await post(pageLink('', locked), 'userPass2=open+sesame'),
      await bed.get(`${pageLink('', locked)}?userPass2=open%20sesame`),
    ]) {
      expect(asks(answer.body)).toBe(false);
      expect(answer.body.toString()).toContain(`href="${directLink('http://fake.test', secret)}"`);
    }
    for (const answer of [
      await post(pageLink('', secret), 'userPass2=open+sesame'),
      await bed.get(`${pageLink('', secret)}?userPass2=open%20sesame`),
    ]) {
      expect(asks(answer.body)).toBe(false);
      expect(answer.body.toString()).toContain(`href="${directLink('http://fake.test', secret)}"`);
    }
    expect(secret.downloadCount).toBe(0);
  });

  test('is not asked for at the direct address', async () => {
    const { body, headers } = await bed.get(directLink('', secret));
    expect(body.toString()).toBe('secret');
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('does not get into the log', async () => {
    bed.log.length = 0;
    await bed.get(`${pageLink('', locked)}?userPass2=open%20sesame`);
    await post(pageLink('', locked), 'userPass2=open+sesame');
    await post(pageLink('', locked), 'userPass2=xopen+sesame');
    expect(bed.log).toHaveLength(3);
    expect(JSON.stringify(bed.log)).not.toContain('sesame');
  });

  test('is taken only from a form of moderate size', async () => {
    const { status } = await post(pageLink('', locked), `userPass2=${'x'.repeat(10_000)}`);
    expect(status).toBe(400);
    expect(asks((await bed.get(pageLink('', locked))).body)).toBe(true);
  });
});

describe('a playlist', () => {
  test('needs the password of the owner', async () => {
    const folder = bed.world.addFolder(bed.account('a'), {
      name: 'Music',
      sharing: { password: 'open sesame' },
      files: [{ name: 'song.mp3', text: 'x' }],
    });
    for (const address of [playlistLink('', folder), playlistLink('', folder, 'wrong')])
      expect(asks((await bed.get(address)).body)).toBe(true);
    const list = (await bed.get(playlistLink('', folder, 'open sesame'))).body.toString();
    expect(list).toContain('song.mp3');
  });
});
