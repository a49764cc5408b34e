import { expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import { World } from '../world.js';

const PAST_DOUBLE = 2n ** 53n + 1n;

const worldOf = (...logins: readonly string[]) =>
  new World(
    { now: () => 0, digest: md5, contents: new MemoryContentStore() },
    {
      accounts: logins.map((login) => ({
        login,
        password: 'p',
        nextFileId: PAST_DOUBLE,
        sessionKeyTail: `<&>"' ${login}`,
      })),
    },
  );

const account = (world: World, login: string) => world.accounts.authenticate(login, 'p');

test('files are reserved with ids from a chosen one on, every id once in the world', async () => {
  const world = worldOf('a@x', 'b@x');
  const a = account(world, 'a@x');
  const b = account(world, 'b@x');
  const ids = [a, b, a].map((uploader) => {
    const started = world.uploads.start(uploader, -1n, 'n', 1n);
    return 'id' in started ? started.id : undefined;
  });
  expect(ids).toEqual([PAST_DOUBLE, PAST_DOUBLE + 1n, PAST_DOUBLE + 2n]);
  const part = world.uploads.openPart(a, PAST_DOUBLE, 0n);
  await part.write(new Uint8Array([65]));
  await part.close();
  expect(await world.uploads.finish(a, PAST_DOUBLE, '7fc56270e7a70fa81a5935b72eacbe29')).toBe('');
  expect(world.find('a@x', 'n')?.id).toBe(PAST_DOUBLE);
});

test('an id that the world has handed out itself is skipped', () => {
  const world = worldOf('a@x');
  const a = account(world, 'a@x');
  a.nextFileId = a.root.id;
  const started = world.uploads.start(a, -1n, 'n', 1n);
  expect('id' in started && started.id).toBe(a.root.id + 1n);
  expect(world.addFile(a, { name: 'm' }).id).toBe(a.root.id + 2n);
});

test('session keys end as chosen, are all different, and stand for the account', () => {
  const world = worldOf('a@x');
  const a = account(world, 'a@x');
  const keys = [world.sessions.open(a), world.sessions.open(a)];
  expect(new Set(keys).size).toBe(2);
  for (const key of keys) {
    expect(key).toMatch(/^[0-9a-f]{32}<&>"' a@x$/);
    expect(world.sessions.owner(key)).toBe(a);
  }
});

test('a snapshot keeps what is special about an account', async () => {
  const platform = { now: () => 0, digest: md5, contents: new MemoryContentStore() };
  const admit = () => ({ anyPassword: true, nextFileId: PAST_DOUBLE, sessionKeyTail: '&' });
  const world = new World({ ...platform, admit }, { accounts: [] });
  const first = world.accounts.authenticate('a@x', 'any-password');
  world.uploads.start(first, -1n, 'n', 1n);
  const copy = await World.restore(platform, await world.save());
  const again = copy.accounts.authenticate('a@x', 'something else');
  expect([again.nextFileId, again.sessionKeyTail]).toEqual([PAST_DOUBLE + 1n, '&']);
});
