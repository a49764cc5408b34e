import { beforeEach, expect, test } from 'vitest';
import { Favorites } from '../world/sharing/favorites.js';
import { as, Caller, GONE, ME } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);
const add = (fileId: bigint) => call('addToFavorites', { fileId });
const remove = (fileId: bigint) => call('removeFromFavorites', { fileId });
const ids = async () => (await call('getFavorites', {})).map((item) => item?.id);

test('are listed as items in the order of adding; adding twice keeps the place', async () => {
  expect(await call('getFavorites', {})).toEqual([]);
  for (const id of [13n, 11n, 12n, 13n]) expect(await add(id)).toBe(id);
  expect(await ids()).toEqual([13n, 11n, 12n]);
  expect((await call('getFavorites', {}))[0]).toEqual(await call('getFileInfo', { fileId: 13n }));
  expect(await caller.as(as('other'), 'getFavorites', {})).toEqual([]);
});

test('can be taken out once', async () => {
  await add(12n);
  await add(13n);
  expect(await remove(12n)).toBe(12n);
  expect(await remove(12n)).toBe(0n);
  expect(await ids()).toEqual([13n]);
});

test('the reply 1 can be assumed', async () => {
  caller = new Caller({ assume: { 'favorites-reply': 'one' } });
  expect([await add(12n), await remove(12n), await remove(12n), await add(GONE)]).toEqual([1n, 1n, 0n, 0n]);
});

test('are no folders, no foreign files, none in the recycle bin and none that are not there', async () => {
  for (const id of [2n, -1n, 0n, 18n, 14n, 15n, GONE, -(2n ** 63n)]) {
    expect([id, await add(id), await remove(id)]).toEqual([id, 0n, 0n]);
  }
  expect(await ids()).toEqual([]);
});

test('are hidden while in the recycle bin, back in their place after it, and gone once purged', async () => {
  for (const id of [12n, 13n, 11n]) await add(id);
  await call('deleteFile', { fileId: 12n });
  expect(await ids()).toEqual([13n, 11n]);
  await call('restoreFile', { fileId: 12n });
  expect(await ids()).toEqual([12n, 13n, 11n]);
  await call('deleteFile', { fileId: 12n });
  expect(await remove(12n)).toBe(12n);
  await call('restoreFile', { fileId: 12n });
  await call('deleteFileFinal', { fileId: 13n });
  expect(await ids()).toEqual([11n]);
  expect(await remove(13n)).toBe(0n);
});

test('of a fixture are there, a removed one after it was restored', async () => {
  caller = new Caller({
    accounts: [
      {
        ...ME,
        folders: [{ name: 'f', files: [{ name: 'a', id: 1n, favorite: true }] }],
        files: [
          { name: 'b', id: 2n, favorite: true, removed: true },
          { name: 'c', id: 3n },
        ],
      },
    ],
  });
  expect(await ids()).toEqual([1n]);
  await call('restoreFile', { fileId: 2n });
  expect(await ids()).toEqual([1n, 2n]);
});

test('purged files are swept out, so that they cost no memory', () => {
  const account = caller.world.accounts.authenticate(ME.login, ME.password);
  const file = caller.world.tree.file(account, 12n);
  let oldest = 0n;
  const asked = new Set<bigint>();
  const favorites = new Favorites((_account, id) => {
    asked.add(id);
    return id >= oldest ? file : undefined;
  });
  for (let id = 0n; id < 5000n; id++) {
    oldest = id - 10n;
    favorites.mark(account, Object.assign(Object.create(file), { id }));
  }
  asked.clear();
  favorites.of(account);
  expect(asked.size).toBeLessThan(1000);
});
