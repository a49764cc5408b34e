import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import type { Fixture } from '../opening/fixture.js';
import { Scatter } from '../opening/scatter.js';
import { World } from '../world.js';
import {
  directLink,
  formAddress,
  type Hosts,
  pageLink,
  playlistLink,
  previewLink,
  versionLink,
} from './addresses.js';
import { Links } from './links.js';

const platform = { now: () => 0, digest: md5, contents: new MemoryContentStore() };
const BASE = 'http://127.0.0.1:4040';

function worldOf(name: string, more: Partial<Fixture> = {}) {
  const fixture = {
    ...more,
    accounts: [{ login: 'a', password: 'b', files: [{ name }], folders: [{ name: 'F' }] }],
  };
  const world = new World(platform, fixture);
  const [folder, file] = world.account('a')?.root.children.slice(0, 2) ?? [];
  if (file?.kind !== 'file' || folder?.kind !== 'folder')
    throw new Error('the world lacks its file or folder');
  return { world, file, folder };
}

describe('codes', () => {
  test('are unique, stable for a seed, different for another, and lead back', () => {
    const make = (seed: number) => {
      const files = Array.from({ length: 20_000 }, (_, index) => ({ name: `${index}` }));
      const world = new World(platform, { seed, accounts: [{ login: 'a', password: 'b', files }] });
      return { world, nodes: [...(world.account('a')?.root.children ?? [])] };
    };
    const { world, nodes } = make(1);
    expect(new Set(nodes.map(({ code }) => code)).size).toBe(20_000);
    expect(nodes.every(({ code }) => /^[A-Za-z0-9_-]{8}$/.test(code))).toBe(true);
    expect(nodes.every((node) => world.fileByCode(node.code) === node)).toBe(true);
    expect(make(1).nodes.map(({ code }) => code)).toEqual(nodes.map(({ code }) => code));
    expect(make(2).nodes[0]?.code).not.toBe(nodes[0]?.code);
  });

  test('that two ids would share are distinguished', () => {
    class Stuck extends Scatter {
      override code(_id: bigint, length: number, attempt: number): string {
        return `${attempt}`.padStart(length, '0');
      }
    }
    const links = new Links(new Stuck(1), 8, () => undefined);
    expect([links.allot(1n), links.allot(2n), links.allot(1n)]).toEqual(['00000000', '00000001', '00000000']);
  });

  test('may have ten characters', () => {
    const { world, file } = worldOf('a.txt', { assume: { 'code-length': '10' } });
    expect(file.code).toMatch(/^[A-Za-z0-9_-]{10}$/);
    expect(world.links.resolve(pageLink(BASE, file))).toBe(file);
  });
});

describe('addresses', () => {
  test('of any file resolve to it in every shape, on any host, with any word and query', () => {
    const word = fc.constantFrom(
      'file',
      'photo',
      'video',
      'mp3',
      'get',
      'embed',
      'download',
      'img',
      'anything',
    );
    const host = fc.constantFrom(
      'http://www.4shared.com',
      'https://dc7.4shared.com:443',
      '//x',
      '',
      'www.4shared.com',
      'http://h/~one',
    );
    const query = fc.constantFrom('', '?', '?a=b/c', '#x', '?sId=1#y');
    fc.assert(
      fc.property(
        fc.array(fc.nat(0x10ffff), { minLength: 1 }).map((codes) => String.fromCodePoint(...codes)),
        fc.bigInt(1n, 2n ** 62n),
        word,
        host,
        query,
        (name, firstId, first, where, rest) => {
          const { world, file, folder } = worldOf(name, { firstId });
          for (const link of [pageLink(BASE, file), directLink(BASE, file)]) {
            expect(new URL(link).href.startsWith(`${BASE}/`)).toBe(true);
            expect(world.links.resolve(new URL(link).href)).toBe(file);
            expect(world.links.resolve(link + rest)).toBe(file);
          }
          expect(world.links.resolve(`${where}/${first}/${file.code}/any.html${rest}`)).toBe(file);
          expect(world.links.resolve(`${where}/${first}/${file.code}${rest}`)).toBe(file);
          expect(
            world.links.resolve(`${where}/${first}/${file.id}/${world.links.password(file)}/n.html${rest}`),
          ).toBe(file);
          expect(world.links.resolve(pageLink(BASE, folder))).toBe(folder);
          expect(world.links.resolve(`${where}/dir/${folder.code}/F.html${rest}`)).toBe(folder);
          expect(
            world.links.resolve(`${where}/dir/${folder.id}/${world.links.password(folder)}/F.html`),
          ).toBe(folder);
        },
      ),
    );
  });

  test.each([
    ['photo.JPG', `/photo/CODE/photo.html`],
    ['a song.mp3', '/mp3/CODE/a_song.html'],
    ['report 2.final.pdf', '/document/CODE/report_2_final.html'],
    ['.bashrc', '/file/CODE/_bashrc.html'],
    ['обзор.zip', '/zip/CODE/_____.html'],
    ['x.unknown', '/file/CODE/x.html'],
  ])('the page of %s is at %s', (name, path) => {
    const { file } = worldOf(name);
    expect(pageLink(BASE, file)).toBe(BASE + path.replace('CODE', file.code));
  });

  test('below a path, which a public URL may have, lead to the same', () => {
    const { world, file, folder } = worldOf('a.zip');
    for (const base of ['https://h/document', 'http://h/a/b', 'http://h/~one', 'http://h/a/~one'])
      for (const node of [file, folder]) expect(world.links.resolve(pageLink(base, node))).toBe(node);
    expect(() => world.links.resolve('http://h/a/file/AAAAAAAA')).toThrow('File not found');
    expect(() => world.links.resolve('http://h/a/b')).toThrow('The file link that you requested');
  });

  test('begin with the host that has what they are for', () => {
    const { file, folder } = worldOf('a.jpg');
    const hosts: Hosts = {
      site: 'http://site',
      dataCenter: (number) => `http://dc${number}`,
      bytesOf: (id) => `http://bytes${id}`,
    };
    const begins = (link: string, host: string) => expect(link.startsWith(`${host}/`), link).toBe(true);
    begins(pageLink(hosts, file), 'http://site');
    begins(pageLink(hosts, folder), 'http://site');
    begins(playlistLink(hosts, folder), 'http://site');
    begins(directLink(hosts, file), `http://bytes${file.id}`);
    begins(versionLink(hosts, file, 1), `http://bytes${file.id}`);
    begins(previewLink(hosts, file), `http://bytes${file.id}`);
    begins(formAddress(hosts, 'k', 7), 'http://dc7');
  });

  test('a direct link ends with the encoded name, for any name', () => {
    const link = (name: string) => directLink('', worldOf(name).file).replace(/^\/download\/[\w-]{8}\//, '');
    expect(link('a b/ü?.txt')).toBe('a%20b%2F%C3%BC%3F.txt');
    expect(link('..')).toBe('_');
    expect(link('\uD800.txt')).toBe('%EF%BF%BD.txt');
  });

  test('of the upload form carry session and data center', () => {
    expect(formAddress(BASE, 'k&1', 7)).toBe(`${BASE}/main/upload.jsp?sId=k%261&dcId=7`);
  });

  test('that lead nowhere are distinguished from those that are none', async () => {
    const { world, file, folder } = worldOf('a.txt');
    const missing = ['/file/AAAAAAAA/x.html', `/folder/${file.code}/x.html`, `/file/${folder.code}/x.html`];
    const password = world.links.password(file);
    missing.push(`/file/${file.id}/${password.replace(/./, password.startsWith('0') ? '1' : '0')}/x.html`);
    for (const link of missing) expect(() => world.links.resolve(link)).toThrow('File not found');
    for (const link of ['', 'http://h/', 'http://h/file', '/file/short/x.html', 'file']) {
      expect(() => world.links.resolve(link)).toThrow('The file link that you requested is not valid');
    }
    expect(() => world.links.resolveFile(pageLink('', folder))).toThrow('File not found');
    const link = pageLink('', file);
    await world.remove(file);
    expect(() => world.links.resolve(link)).toThrow('File not found');
    expect(world.fileByCode(file.code)).toBeUndefined();
  });
});
