import { expect, test } from 'vitest';
import { defaultWorld } from '../../fixture/default-world.js';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import { World } from '../world.js';
import type { Fixture, FixtureAccount, FixtureFile } from './fixture.js';

const platform = { now: () => 1234, digest: md5, contents: new MemoryContentStore() };
const GIB = 1024n ** 3n;

const worldOf = (account: Partial<FixtureAccount>, more: Partial<Fixture> = {}) =>
  new World(platform, { ...more, accounts: [{ login: 'a', password: 'b', ...account }] });

const fileOf = (file: Omit<FixtureFile, 'name'>) => {
  const node = worldOf({ files: [{ name: 'f', ...file }] })
    .account('a')
    ?.root.children.slice(0, 1)[0];
  if (node?.kind !== 'file') throw new Error('no file');
  return node;
};

test('the default world is one', () => {
  const world = new World(platform, defaultWorld);
  expect(world.accounts.authenticate('user@example.com', 'secret').bin.size).toBe(1);
  expect([...world.accounts].map(({ active, banned, premium }) => ({ active, banned, premium }))).toEqual([
    { active: true, banned: false, premium: false },
    { active: true, banned: false, premium: true },
    { active: false, banned: false, premium: false },
    { active: true, banned: true, premium: false },
  ]);
});

test.each([
  [{}, 15n * GIB, 2n * GIB],
  [{ active: false }, 10n * GIB, 2n * GIB],
  [{ premium: true }, 100n * GIB, 5n * GIB],
  [{ premium: true, quota: 5n, maxFileSize: 0n }, 5n, 0n],
])('an account with %o has %i bytes and files of up to %i', (account, quota, maxFileSize) => {
  expect(worldOf(account).account('a')).toMatchObject({ quota, maxFileSize });
});

test.each<[Omit<FixtureFile, 'name'>, string]>([
  [{}, ''],
  [{ text: 'ü' }, 'ü'],
  [{ base64: 'aGVs bG8=' }, 'hello'],
  [{ size: 253n }, `${String.fromCharCode(...Array(251).keys())}\0\u0001`],
])('a file with %o holds its bytes and their digest', async (file, text) => {
  const node = fileOf(file);
  let bytes: number[] = [];
  for await (const piece of node.content.read(0n, node.size)) bytes = [...bytes, ...piece];
  const expected = file.size === undefined ? new TextEncoder().encode(text) : bytesOf(text);
  expect(bytes).toEqual([...expected]);
  const digest = md5();
  digest.update(expected);
  expect(node.md5).toBe(digest.hex());
});

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test('any stretch of a large pattern is what the whole has there', async () => {
  const { content } = fileOf({ size: 2n ** 60n });
  const start = 2n ** 59n - 1n;
  let offset = start;
  for await (const piece of content.read(start, start + 200_000n)) {
    expect(piece[0]).toBe(Number(offset % 251n));
    offset += BigInt(piece.length);
  }
  expect(offset).toBe(start + 200_000n);
  await expect(content.write(0n, new Uint8Array(1))).rejects.toThrow('are read-only');
});

test('equal bytes are kept and hashed once', () => {
  let hashed = 0;
  const counting = () => {
    hashed += 1;
    return md5();
  };
  const files = Array.from({ length: 1000 }, (_, index) => ({ name: `${index}`, text: 'same' }));
  const world = new World(
    { ...platform, digest: counting },
    { accounts: [{ login: 'a', password: 'b', files }] },
  );
  const nodes = [...(world.account('a')?.root.children ?? [])].filter((node) => node.kind === 'file');
  expect(new Set(nodes.map((node) => node.md5)).size).toBe(1);
  expect(new Set(nodes.map((node) => node.content)).size).toBe(1);
  expect(hashed).toBe(1);
});

test('a folder with sharing properties is shared unless they say otherwise', () => {
  const world = worldOf({
    folders: [
      { name: 'a', sharing: {} },
      { name: 'b', sharing: { shared: false, password: 'p', upload: true } },
      { name: 'c' },
    ],
  });
  const properties = ['a', 'b', 'c'].map((name) => {
    const node = world.find('a', name);
    return node?.kind === 'folder' ? world.sharing.properties(node) : undefined;
  });
  expect(properties[0]).toEqual({ ...properties[2], shared: true });
  expect(properties[1]).toMatchObject({ shared: false, password: 'p', upload: true, viewSubfolders: true });
  expect(properties[2]).toMatchObject({ shared: false, password: '', upload: false });
});

test('dates are texts, milliseconds or dates; now by default', () => {
  expect(fileOf({}).date).toBe(1234);
  for (const date of ['2012-09-01T12:00:00Z', Date.UTC(2012, 8, 1, 12), new Date(Date.UTC(2012, 8, 1, 12))]) {
    expect(fileOf({ date }).date).toBe(Date.UTC(2012, 8, 1, 12));
  }
});

test('ids count up from the first one, beyond 2^53 too, and pass by those that were chosen', () => {
  const firstId = 2n ** 53n + 1n;
  const world = worldOf(
    {
      folders: [{ name: 'x' }, { name: 'y', id: firstId + 1n }, { name: 'z' }],
      files: [{ name: 'f', id: 7n }],
    },
    { firstId },
  );
  expect(world.account('a')?.root.id).toBe(firstId);
  expect(world.find('a', 'x')?.id).toBe(firstId + 2n);
  expect(world.find('a', 'y')?.id).toBe(firstId + 1n);
  expect(world.find('a', 'z')?.id).toBe(firstId + 3n);
  expect(world.find('a', 'f')?.id).toBe(7n);
  expect(worldOf({}).account('a')?.root.id).toBe(1_000_000_001n);
});

test('what is removed lies in the recycle bin with all it holds', () => {
  const world = worldOf({
    folders: [
      {
        name: 'x',
        removed: true,
        files: [
          { name: 'f', size: 3n },
          { name: 'g', size: 4n, removed: true },
        ],
      },
      { name: 'x', removed: true },
      { name: 'X' },
    ],
    files: [{ name: 'h', size: 5n, removed: true }],
  });
  const account = world.account('a');
  expect([...(account?.bin ?? [])].map(({ name }) => name)).toEqual(['x', 'x', 'h']);
  expect(account?.space).toMatchObject({ stored: 0n, binned: 12n });
  expect([...(account?.root.children ?? [])].map(({ name }) => name)).toEqual(['X']);
});

test.each<[Partial<FixtureAccount>, string]>([
  [{ login: '' }, 'accounts[1].login must not be empty'],
  [{ password: '' }, 'accounts[1].password must not be empty'],
  [
    { login: 'FIRST' },
    'accounts[1].login is "FIRST", which another account has already; case does not count',
  ],
  [{ quota: -1n }, 'accounts[1].quota is -1, but must not be negative'],
  [{ maxFileSize: -1n }, 'accounts[1].maxFileSize is -1, but must not be negative'],
  [
    { folders: [{ name: 'F', folders: [{ name: 'x' }, { name: 'X' }] }] },
    'accounts[1].folders[0].folders[1].name is "X", which another folder in this place has already; case does not count',
  ],
  [{ folders: [{ name: '' }] }, 'accounts[1].folders[0].name must not be empty'],
  [
    { folders: [{ name: 'x', sharing: { subdomainName: 'a.b' } }] },
    'accounts[1].folders[0].sharing.subdomainName is not possible: A subdomain has 1 to 63 letters, digits and hyphens, and no hyphen at either end.',
  ],
  [{ files: [{ name: '' }] }, 'accounts[1].files[0].name must not be empty'],
  [
    { files: [{ name: 'f', id: 5n }] },
    'accounts[1].files[0].id is 5, which is in use already; every id must be different',
  ],
  [{ files: [{ name: 'f', id: 0n }] }, 'accounts[1].files[0].id is 0, but must be above 0 and below 2^63'],
  [
    { folders: [{ name: 'f', id: 2n ** 63n }] },
    'accounts[1].folders[0].id is 9223372036854775808, but must be above 0 and below 2^63',
  ],
  [
    { files: [{ name: 'f', text: '', size: 1n }] },
    'accounts[1].files[0] must have only one of text, base64, size and content',
  ],
  [
    { files: [{ name: 'f', text: 'x', md5: '0'.repeat(32) }] },
    'accounts[1].files[0].md5 belongs to a size; of other bytes it is computed: leave it out',
  ],
  [{ files: [{ name: 'f', base64: '?' }] }, 'accounts[1].files[0].base64 must be base64'],
  [{ files: [{ name: 'f', size: -1n }] }, 'accounts[1].files[0].size is -1, but must not be negative'],
  [
    { files: [{ name: 'f', date: 'soon' }] },
    'accounts[1].files[0].date is "soon", but must be a date such as 2026-01-31T12:00:00Z',
  ],
])('a fixture with %o is refused with its place', (account, message) => {
  const first = { login: 'first', password: 'b', folders: [{ name: 'five', id: 5n }] };
  const second = { login: 'second', password: 'b', ...account };
  expect(() => new World(platform, { accounts: [first, second] })).toThrow(
    expect.objectContaining({ name: 'FixtureError', message }),
  );
});

test('a world can be added to later, by the same rules', () => {
  const world = worldOf({});
  const account = world.addAccount({ login: 'c', password: 'd', folders: [{ name: 'F' }] });
  const folder = world.addFolder(account, { name: 'G', files: [{ name: 'f' }] });
  const file = world.addFile(folder, { name: 'g', id: 77n, text: 'x' });
  expect(world.find('C', '/g/G')).toBe(file);
  expect(world.find('c', 'G/none')).toBeUndefined();
  expect(world.find('c', 'G/g/deeper')).toBeUndefined();
  expect(world.find('stranger', 'G')).toBeUndefined();
  expect(() => world.addFile(account, { name: 'h', id: 77n })).toThrow(
    'file.id is 77, which is in use already',
  );
  expect(() => world.addFolder(account, { name: 'g' })).toThrow('folder.name is "g", which another folder');
  expect(() => world.addAccount({ login: 'A', password: 'x' })).toThrow('account.login is "A"');
  expect(() => world.addFile(account, { name: 'h', id: account.root.id })).toThrow('in use already');
  world.countDownload(file, 'bytes');
  expect(file.downloadCount).toBe(1);
});
