import { expect, test } from 'vitest';
import { createApp, createFake, FixtureError, OptionsError, startFourShared } from '../index.js';
import { fourSharedHandlers as portableHandlers } from '../msw/index.js';
import { fourSharedHandlers } from '../msw/node.js';
import { fourShared } from '../msw/vitest.js';
import { failure, type Loose, loose } from '../testing/loose.js';

const ENTRIES: Readonly<Record<string, Loose>> = {
  startFourShared: loose(startFourShared),
  createFake: loose(createFake),
  createApp: loose(createApp),
  fourSharedHandlers: loose(fourSharedHandlers),
  'fourSharedHandlers of browsers': loose(portableHandlers),
  fourShared: loose(fourShared),
};

test.each(
  Object.entries(ENTRIES).flatMap(
    ([name, entry]) =>
      [
        [name, entry, { log: 'off' }, 'log must be a function that takes an entry'],
        [name, entry, { fixtures: {} }, 'fixtures is not a key that is known here; did you mean fixture?'],
        [name, entry, { now: () => Number.NaN }, 'now must return milliseconds since 1970'],
        [
          name,
          entry,
          { limits: { dept: 3 } },
          'limits.dept is not a key that is known here; did you mean depth?',
        ],
        [name, entry, { journal: { entries: -1 } }, 'journal.entries must be a whole number from 0 on'],
        [name, entry, { maxNamespaces: '5' }, 'maxNamespaces must be a whole number from 0 on'],
        [name, entry, { control: 'no' }, 'control must be true or false'],
        [name, entry, 'realistic', 'must be a table of keys and values'],
        [name, entry, [{}], 'must be a table of options, not a list'],
      ] as const,
  ),
)('%s(%o %o) is refused', async (name, entry, options, message) => {
  const error = await failure(() => entry(options));
  expect(error).toBeInstanceOf(OptionsError);
  expect(error.message).toContain(name.replace(/ of .*/, ''));
  expect(error.message).toContain(message);
});

test.each([
  [{ port: 65_536 }, 'port must be a whole number from 0 to 65535'],
  [{ hots: 'x' }, 'hots is not a key that is known here; did you mean host?'],
  [{ storage: 'disc' }, 'storage must be one of disk, memory; did you mean disk?'],
  [{ publicUrl: 'fake.test' }, 'publicUrl must begin with http:// or https://'],
  [{ controlToken: 'two words' }, 'controlToken must have 1 to 1000 visible ASCII characters'],
  [{ allowOrigins: ['http://*.test'] }, 'allowOrigins[0] must be an origin such as http://localhost:3000'],
  [{ controlHosts: ['a:80'] }, 'controlHosts[0] must be a name such as fake.example, without a port'],
  [
    { fixture: 'realistc' },
    'fixture must be a table with accounts, or the name of a ready-made one: realistic',
  ],
])('startFourShared(%o) is refused', async (options, message) => {
  const error = await failure(() => loose(startFourShared)(options));
  expect(error).toBeInstanceOf(OptionsError);
  expect(error.message).toContain(message);
});

const account = { login: 'a@b.test', password: 'p' };

test.each([
  [
    { accounts: [{ login: 'a', pasword: 'p' }] },
    /^accounts\[0\]\.password is missing, and pasword is not known; did you mean password\?/,
  ],
  [{ accounts: [{ ...account, quota: 1.5 }] }, /^accounts\[0\]\.quota must be a whole number of bytes/],
  [{ accounts: [{ ...account, quota: -1 }] }, /^accounts\[0\]\.quota must be a whole number of bytes/],
  [
    { accounts: [account], assume: { completion: 'never' } },
    /^assume\.completion is "never", which is not one of finish, all-bytes/,
  ],
  [
    { accounts: [account], assume: { completon: 'finish' } },
    /^assume\.completon is not a key that is known here; did you mean completion\?/,
  ],
  [
    { accounts: [{ ...account, files: [{ name: 'x', date: new Date(Number.NaN) }] }] },
    /files\[0\]\.date must be a date/,
  ],
  [{ accounts: [{ ...account, files: [{ name: 'x', file: 'x' }] }] }, /files\[0\]\.file is not a key/],
  [
    { accounts: [{ ...account, files: [{ name: 'x', content: { size: 1n } }] }] },
    /files\[0\]\.content must be bytes/,
  ],
  [{ accounts: [] }, /^accounts must have at least one account/],
])('the fixture %o is refused in each way of giving it', async (fixture, message) => {
  const fake = createFake();
  for (const call of [
    () => loose(startFourShared)({ fixture }),
    () => loose(createFake)({ fixture }),
    () => loose(fourSharedHandlers)({ fixture }),
    () => loose(fake.namespace('x').load)(fixture),
    () => loose(fake.namespace('x').reset)(fixture),
  ]) {
    const error = await failure(call);
    expect(error).toBeInstanceOf(FixtureError);
    expect(error.message).toMatch(message);
  }
});

test('whole numbers may be numbers, and dates may be dates', async () => {
  const date = new Date('2026-01-31T12:00:00Z');
  const fake = createFake({
    fixture: {
      firstId: 7,
      accounts: [{ ...account, quota: 1000, files: [{ name: 'x', size: 5, date }] }],
    },
  });
  const { world } = fake;
  expect(world.account('a@b.test')).toMatchObject({ quota: 1000n, root: { id: 7n } });
  expect(world.find('a@b.test', 'x')).toMatchObject({ size: 5n, date: date.getTime() });
  expect(fake.namespace().changeAccount('a@b.test', { freeSpace: 3n }).freeSpace).toBe(3n);
  await fake.close();
});

test('the ready-made fixture has a name', async () => {
  const fake = await startFourShared({ fixture: 'realistic', storage: 'memory' });
  expect([...fake.world.accounts].length).toBeGreaterThan(2);
  await fake.close();
  expect((await failure(() => loose(createFake)({ fixture: 'realistic' }))).message).toContain(
    'createFake: fixture must be a table with accounts; only startFourShared reads ready-made ones',
  );
});
test.each(['jax4', undefined])('there is no description of %s', async (version) => {
  const fake = await startFourShared({ storage: 'memory' });
  expect(() => fake.wsdlUrl(version as never)).toThrow('wsdlUrl: version must be jax3 or jax2');
  await fake.close();
});

test('a fixture that is none is named', async () => {
  expect((await failure(() => loose(startFourShared)({ fixture: 5 }))).message).toBe(
    'the fixture must be a table of keys and values',
  );
});
