import { afterEach, beforeEach, expect, test } from 'vitest';
import { md5 } from '../storage/digest.js';
import { MemoryContentStore } from '../storage/memory.js';
import { FULL, MOST } from './most.js';
import { hello, scene } from './testing/upload-scene.js';
import { World } from './world.js';

const usual = { ...MOST };
beforeEach(() => Object.assign(MOST, { accounts: 5, nodes: 12, versions: 3, history: 20, sharedTexts: 50 }));
afterEach(() => Object.assign(MOST, usual));

const storage = { digest: md5, contents: new MemoryContentStore() };
const begin = () => scene(storage);

test('logins without an account add accounts up to a number, and those that are there go on', () => {
  const account = { login: 'a', password: 'b' };
  const world = new World({ ...storage, now: () => 5, admit: () => ({}) }, { accounts: [account] });
  for (let n = 0; n < 20; n++)
    try {
      world.accounts.authenticate(`some-edge+${n}@edge.test`, '');
    } catch (error) {
      expect(error).toMatchObject({ name: 'WrongCredentials' });
    }
  expect([...world.accounts]).toHaveLength(5);
  expect(world.accounts.authenticate('a', 'b')).toMatchObject({ login: 'a' });
  expect(() => world.addAccount({ login: 'one@more.test', password: 'p' })).toThrow(
    'account is one too many: there are 5 accounts already',
  );
});

test('folders, files and uploads have a bound, whichever way they come', async () => {
  const { world, me, key } = begin();
  const kept = () => world.tree.size + [...world.uploads].length;
  const ways: (() => unknown)[] = [
    () => world.naming.createFolder(me.root, `f${kept()}`),
    () => world.uploads.start(me, -1n, 'u', 0n),
    () => world.openWhole(key, { name: 'w' }),
  ];
  world.uploads.start(me, -1n, 'u', 0n);
  while (world.tree.size < MOST.nodes) world.naming.createFolder(me.root, `f${kept()}`);
  const most = kept();
  const results = ways.map((way) => {
    try {
      return way();
    } catch (error) {
      return error;
    }
  });
  expect(results).toEqual(['denied', { refused: FULL }, expect.objectContaining({ code: 4, reason: FULL })]);
  expect(kept()).toBe(most);
  for (const node of [...me.root.children]) await world.tree.purge(node, () => {});
  expect(world.naming.createFolder(me.root, 'room again')).toMatchObject({ kind: 'folder' });
});

test('copies add nothing to a world that is full', () => {
  const { world, me } = begin();
  while (world.tree.size < MOST.nodes) world.naming.createFolder(me.root, `f${world.tree.size}`);
  const [node] = me.root.children;
  if (!node) throw new Error('there are folders');
  expect(world.paste.paste({ target: me.root, nodes: [node], move: false })).toBe(FULL);
});

test('a file keeps so many older versions, and the history of an account so many entries', async () => {
  const { world, me, key } = begin();
  const first = world.openWhole(key, { name: 'v' });
  await first.write(hello);
  const { id } = await first.finish();
  for (let n = 0; n < MOST.versions; n++) {
    const writer = world.openWhole(key, { name: '', updates: id, keepsName: true });
    await writer.write(hello);
    await writer.finish();
  }
  const reason = 'The file has 3 older versions, which is the most.';
  expect(() => world.openWhole(key, { name: '', updates: id })).toThrow(expect.objectContaining({ reason }));
  expect(await world.uploads.startUpdate(me, id, '', 1n)).toEqual({ refused: reason });
  const file = world.tree.file(me, id);
  for (let n = 0; n < 100; n++) world.naming.renameFile(file, `v${n}`);
  const entries = world.tree.history.of(me.root, 0n, true);
  expect(entries.length).toBeLessThanOrEqual(20);
  expect(entries.length).toBeGreaterThanOrEqual(18);
  expect(entries.at(-1)?.id).toBe(world.tree.history.lastId(me.root, true));
});

test('texts that files share are forgotten when they are many, and stay with their files', () => {
  const { world, me } = begin();
  const add = (text: string) => world.tree.file(me, world.addFile(me, { name: text.slice(0, 3), text }).id);
  const first = add('a'.repeat(30));
  expect(add('a'.repeat(30)).stored).toBe(first.stored);
  add('b'.repeat(30));
  const again = add('a'.repeat(30));
  expect(again.stored).not.toBe(first.stored);
  expect([first.size, again.md5]).toEqual([30n, first.md5]);
});
