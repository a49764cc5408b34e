import { expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import { signUp } from '../accounts/signup.js';
import type { FolderNode } from '../nodes.js';
import { UNSHARED } from '../sharing/sharing-properties.js';
import { describeFile, describeFolder } from '../tree/descriptions.js';
import { World } from '../world.js';

// What the operations do not show, or only after long preparations.

const HELLO = '5d41402abc4b2a76b9719d911017c592';

function platformAt(time: number, contents = new MemoryContentStore()) {
  return { now: () => time, digest: md5, contents };
}

/** A world in which something has happened in every part. */
async function eventfulWorld() {
  const platform = platformAt(5);
  const world = new World(platform, {
    seed: 7,
    firstId: 100n,
    dataCenters: [3, 4, 5],
    uploadsEnabled: false,
    assume: { 'credentials-text': 'no', 'access-order': '3,1,6,2,5,4,8', 'root-name': 'top' },
    settings: [{ id: 9, name: 'g', settings: [{ id: 90, name: 's', type: 'text', preset: 'p' }] }],
    tools: [{ name: 'Tool', versions: { mac: '9.9' } }],
    accounts: [
      {
        login: 'Me@x.test',
        password: 'secret',
        folders: [
          { name: 'shared', id: 10n, folders: [{ name: 'inner', id: 11n, files: [{ name: 'f', id: 12n }] }] },
          { name: 'lost', id: 13n, folders: [{ name: 'kept', id: 14n, files: [{ name: 'x', id: 15n }] }] },
        ],
        files: [
          { name: 'b', id: 20n, text: 'bytes', date: 1 },
          { name: 'a', id: 21n, size: 1_000n },
        ],
      },
      { login: 'other@x.test', password: 'p' },
    ],
  });
  const me = account(world, 'me@x.test');
  const other = account(world, 'other@x.test');
  return { platform, world, me, other };
}

function account(world: World, login: string) {
  const found = world.account(login);
  if (!found) throw new Error(`no ${login}`);
  return found;
}

function folder(world: World, id: bigint) {
  const found = world.tree.node(id);
  if (found?.kind !== 'folder') throw new Error(`no folder ${id}`);
  return found;
}

function file(world: World, id: bigint) {
  const found = world.tree.node(id);
  if (found?.kind !== 'file') throw new Error(`no file ${id}`);
  return found;
}

/** The world made of a snapshot at a later time. */
async function restored(world: World, contents: MemoryContentStore, time = 8): Promise<World> {
  const snapshot = await world.save();
  const again = await World.restore(platformAt(time, contents), snapshot);
  await snapshot.drop();
  return again;
}

test('what a world was made with stays', async () => {
  const { world, platform } = await eventfulWorld();
  expect(world.dataCenters.next()).toBe(3);
  const again = await restored(world, platform.contents);
  expect(again.assume).toEqual(world.assume);
  expect(again.uploads.enabled).toBe(false);
  expect([again.dataCenters.next(), again.dataCenters.next(), again.dataCenters.next()]).toEqual([4, 5, 3]);
  expect(again.settings.groups).toEqual(world.settings.groups);
  expect(again.tools.release('tool', 'mac')).toEqual({ name: 'Tool', platform: 'mac', version: '9.9' });
  expect(again.links.password(folder(again, 10n))).toBe(world.links.password(folder(world, 10n)));
  world.uploads.enabled = true;
  expect((await restored(world, platform.contents)).uploads.enabled).toBe(true);
});

test('accounts stay as they were changed, and the next ones come behind them', async () => {
  const { world, platform, me, other } = await eventfulWorld();
  Object.assign(me, { password: 'new', username: 'n', active: false, banned: true, premium: true });
  Object.assign(me, { quota: 5n, maxFileSize: 6n, uploader: { version: '1', system: 's' } });
  world.accounts.authenticate('other@x.test', '!!!app!!:p');
  expect(signUp(world.accounts, 'active', { login: 'new@x.test', password: '!!!own!!:q' })).toBe('');
  const again = await restored(world, platform.contents);
  expect([...again.accounts].map((one) => one.save())).toEqual([...world.accounts].map((one) => one.save()));
  expect(account(again, 'ME@X.TEST')).toMatchObject({
    ...{ login: 'Me@x.test', password: 'new', username: 'n', active: false, banned: true, premium: true },
    ...{ quota: 5n, maxFileSize: 6n, uploader: { version: '1', system: 's' } },
  });
  expect(account(again, other.login).app).toBe('app');
  expect(account(again, 'new@x.test')).toMatchObject({ app: 'own', password: 'q', username: 'new' });
  const ids = [world, again].map((one) => one.addAccount({ login: 'l', password: 'p' }).root.id);
  expect(ids[1]).toBe(ids[0]);
  expect(() => again.addFile(account(again, 'l'), { name: 'n', id: 21n })).toThrow('in use already');
});

test('files keep everything, and their bytes', async () => {
  const { world, platform, me } = await eventfulWorld();
  world.uploads.enabled = true;
  const key = world.sessions.open(me);
  await world.uploads.startUpdate(me, 20n, 'renamed', 5n);
  const part = world.openPart(key, 20n, 0n);
  await part.write(new TextEncoder().encode('hello'));
  await part.close();
  expect(await world.uploads.finish(me, 20n, HELLO)).toBe('');
  world.countDownload(file(world, 20n), 'reported');
  const texts = { description: 'd', keywords: 'k', comment: 'c', flags: [true, false] } as const;
  expect(describeFile(file(world, 20n), texts)).toBe('');
  expect(describeFolder(folder(world, 10n), { description: 'f', flags: [false, true] })).toBe('');
  expect(describeFolder(me.root, { description: 'r', flags: [true, true] })).toBe('');
  const again = await restored(world, platform.contents);
  await world.discard();

  const copy = file(again, 20n);
  expect(copy).toMatchObject({ name: 'renamed', version: 2, downloadCount: 1, date: 5, md5: HELLO });
  expect(copy).toMatchObject({ description: texts, size: 5n, owner: { login: 'Me@x.test' } });
  expect(copy.older).toMatchObject([{ date: 1, stored: { size: 5n } }]);
  expect(await bytesOf(copy)).toBe('hello');
  expect(await bytesOf(copy.older[0]?.stored)).toBe('bytes');
  expect(folder(again, 10n).description).toEqual({ description: 'f', flags: [false, true] });
  expect(account(again, me.login).root.description).toEqual({ description: 'r', flags: [true, true] });
  expect(file(again, 21n)).toMatchObject({
    size: 1000n,
    description: { description: '', flags: [false, false] },
  });
  expect(again.fileByCode(copy.code)).toBe(copy);
  expect(account(again, me.login).space).toMatchObject({ stored: 1005n, binned: 0n, reserved: 0n });
  await again.discard();
  expect(platform.contents.size).toBe(0);
});

async function bytesOf(stored: ReturnType<typeof file>['stored'] | undefined): Promise<string> {
  const pieces = [];
  for await (const piece of stored?.content.read(0n, stored.size) ?? []) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test('what lies in the recycle bin still knows the folders that are gone, and what was decided about them', async () => {
  const { world, platform, me, other } = await eventfulWorld();
  world.sharing.set(folder(world, 13n), { ...UNSHARED, shared: true, password: 'pw', subdomainName: 'sub' });
  world.abuse.block(folder(world, 13n));
  await world.remove(folder(world, 14n));
  await world.bin.purge(folder(world, 13n));
  await world.bin.purge(folder(world, 11n));
  expect(world.sharing.set(folder(world, 10n), { ...UNSHARED, shared: true, subdomainName: 'SUB' })).toBe('');
  const again = await restored(world, platform.contents);
  for (const one of [world, again]) {
    expect(one.tree.node(13n)).toBeUndefined();
    const kept = folder(one, 14n);
    expect(kept).toMatchObject({ removed: true, parent: { id: 13n, name: 'lost', parent: { name: 'top' } } });
    expect(one.sharing.passwordOf(file(one, 15n))).toBe('pw');
    // 3, that it was reported, comes first in this world.
    expect(one.sharedAccess.check(account(one, other.login), kept, {})).toBe(3);
    expect(one.sharing.checkSubdomain(account(one, me.login).root, 'sub')).toBe(
      'The subdomain "sub" is taken.',
    );
    expect(one.sharing.checkSubdomain(folder(one, 10n), 'sub')).toBe('');
    const owner = account(one, me.login);
    expect([...owner.bin].map(({ id }) => id)).toEqual([14n]);
    expect([...owner.root.children].map(({ id }) => id)).toEqual([10n, 21n, 20n]);
    one.bin.restore(file(one, 15n));
    expect(file(one, 15n).parent).toBe(owner.root);
    // What happened in a folder that is gone belongs to the one above it.
    const told = one.tree.history
      .of(folder(one, 10n), 0n, true)
      .map(({ nodeId, change }) => [change, nodeId]);
    expect(told).toEqual([
      ['folder-added', 10n],
      ['folder-added', 11n],
      ['file-added', 12n],
      ['folder-removed', 11n],
    ]);
  }
});

test('who has opened a folder, and who has a link to it, keeps it', async () => {
  const { world, platform, other } = await eventfulWorld();
  const share = folder(world, 10n);
  world.sharing.set(share, { ...UNSHARED, shared: true, password: 'pw', upload: true });
  world.sharedAccess.open(other, folder(world, 11n), { chosen: 'pw' });
  world.folderLinks.add(other, folder(world, 11n));
  world.folderLinks.add(other, share);
  const again = await restored(world, platform.contents);
  const them = account(again, other.login);
  expect(again.sharing.properties(folder(again, 10n))).toEqual(world.sharing.properties(share));
  expect(again.access.folder(them, 11n, 'upload')).toBe(folder(again, 11n));
  expect(again.access.sees(them, folder(again, 10n))).toBe(false);
  const links = again.folderLinks.of(them).map(({ id }) => id);
  expect(links).toEqual([11n, 10n]);
});

test('favorites, settings, reports, marks and sessions are those of the same accounts', async () => {
  const { world, platform, me, other } = await eventfulWorld();
  for (const id of [21n, 20n, 12n]) world.favorites.add(me, id);
  expect(world.settings.apply(other, [{ id: 90, value: 'chosen' }])).toEqual([]);
  const sent = { reason: 'r', name: 'n', company: 'c', email: 'e', phone: 'p', message: 'm' };
  const link = `/folder/${folder(world, 11n).code}/x.html`;
  expect(world.abuse.report(other, { ...sent, isDirectory: true, link })).toBe('');
  world.abuse.block(folder(world, 11n));
  world.synchronisation.report(me, folder(world, 11n), 'marked');
  world.synchronisation.report(other, folder(world, 11n), 'finished');
  const key = world.sessions.open(other);
  const again = await restored(world, platform.contents);

  const [mine, theirs] = [account(again, me.login), account(again, other.login)];
  expect(again.favorites.of(mine).map(({ id }) => id)).toEqual([21n, 20n, 12n]);
  expect(again.favorites.of(theirs)).toEqual([]);
  const [setting] = again.settings.group(9).settings;
  if (!setting) throw new Error('there is one');
  expect([mine, theirs].map((one) => again.settings.value(one, setting))).toEqual(['p', 'chosen']);
  expect(again.abuse.reports).toEqual([
    { ...sent, isDirectory: true, link, id: 11n, date: 5, reporter: theirs },
  ]);
  const blocked = [11n, 10n].map((id): FolderNode => folder(again, id));
  expect(blocked.map((one) => again.abuse.isBlocked(one))).toEqual([true, false]);
  expect(again.synchronisation.marks(mine, folder(again, 11n))).toEqual({ marked: 5 });
  expect(again.synchronisation.marks(theirs, folder(again, 11n))).toEqual({ finished: 5 });
  expect(again.sessions.owner(key)).toBe(theirs);
  expect(again.sessions.open(mine)).toBe(world.sessions.open(me));
});

test('a sweep of the favorites comes when it would have come', async () => {
  const { world, platform, me } = await eventfulWorld();
  for (let id = 1000n; id < 2000n; id++) world.favorites.mark(me, world.addFile(me, { name: 'f', id }));
  const [before] = (await world.save()).state.favorites;
  const [after] = (await (await restored(world, platform.contents)).save()).state.favorites;
  expect(before?.sweepAt).toBe(2000);
  expect(after).toEqual(before);
});

test('a snapshot does not change with the world, nor a world with another', async () => {
  const { world, platform, me } = await eventfulWorld();
  const snapshot = await world.save();
  const before = structuredClone(snapshot.state);
  const again = await World.restore(platformAt(8, platform.contents), snapshot);
  for (const one of [world, again]) {
    one.tree.rename(file(one, 20n), 'later');
    one.favorites.mark(account(one, me.login), file(one, 20n));
    one.sharing.set(folder(one, 10n), { ...UNSHARED, shared: true });
    await one.bin.purge(folder(one, 13n));
    expect(snapshot.state).toEqual(before);
  }
  const third = await World.restore(platformAt(8, platform.contents), snapshot);
  expect(file(third, 20n).name).toBe('b');
  expect(folder(third, 14n).name).toBe('kept');
});
