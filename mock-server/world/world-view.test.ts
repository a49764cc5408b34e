import { expect, test } from 'vitest';
import { createFake, type WorldView } from '../index.js';
import { wholeWorld } from '../testing/whole-world.js';

const LOGIN = 'me@example.com';
const fixture = { accounts: [{ login: LOGIN, password: 'p', quota: 1000 }] };

const mine = (world: WorldView) => {
  const account = world.account(LOGIN);
  if (!account) throw new Error('the fixture has this account');
  return account;
};

test('an upload that is not finished reserves space, until its folder is removed', async () => {
  const fake = createFake({ fixture });
  const { world } = fake;
  const own = wholeWorld(fake).account(LOGIN);
  if (!own) throw new Error('the fixture has this account');
  const folder = world.addFolder(own, { name: 'Docs' });
  world.addFile(folder, { name: 'a.txt', text: 'four' });
  expect(world.find(LOGIN, 'docs/A.TXT')).toMatchObject({ size: 4n });
  expect(world.freeSpace(mine(world))).toBe(996n);
  expect(wholeWorld(fake).uploads.start(own, folder.id, 'b.txt', 100n)).toMatchObject({
    name: 'b.txt',
  });
  expect(world.unfinishedUploads()).toEqual([
    { id: expect.any(BigInt), name: 'b.txt', owner: LOGIN, fullSize: 100n, received: 0n },
  ]);
  expect(world.freeSpace(mine(world))).toBe(896n);
  await world.remove(folder);
  expect(world.unfinishedUploads()).toEqual([]);
  expect(world.find(LOGIN, 'Docs')).toBeUndefined();
  await fake.close();
});

test('what was found before a reset leads to the state after it, or nowhere', async () => {
  const fake = createFake({ fixture });
  const before = mine(fake.world);
  const folder = fake.world.addFolder(before, { name: 'Docs' });
  await fake.namespace().reset();
  fake.world.addFile(before, { name: 'a.txt', text: 'x' });
  expect(fake.world.find(LOGIN, 'a.txt')).toBeDefined();
  expect(() => fake.world.addFile(folder, { name: 'b.txt' })).toThrow('Folder not found');
  await fake.namespace().reset({ accounts: [{ login: 'other@example.com', password: 'p' }] });
  const gone = 'There is no account "me@example.com" in this world';
  expect(() => fake.world.freeSpace(before)).toThrow(gone);
  expect(() => fake.world.openSession(before)).toThrow(gone);
  expect(() => fake.world.addFolder(before, { name: 'x' })).toThrow(gone);
  await fake.close();
});
