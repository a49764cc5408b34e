import { expect, test } from 'vitest';
import { execClient, inProcessClient, runConformance, stdioClient } from '../conformance/index.js';
import { fetchExchange, rawServer, runServerSuite } from '../conformance/server.js';
import { describeConformance } from '../conformance/vitest.js';
import {
  createApp,
  createFake,
  FixtureError,
  type FourShared,
  OptionsError,
  startFourShared,
} from './index.js';
import { fourSharedHandlers as portableHandlers } from './msw/index.js';
import { fourSharedHandlers } from './msw/node.js';
import { fourShared } from './msw/vitest.js';

/** As JavaScript calls it, without a compiler that would refuse it. */
type Loose = (...given: readonly unknown[]) => unknown;
const loose = (called: unknown): Loose => called as Loose;

/** What a call fails with, at once or later. */
async function failure(call: () => unknown): Promise<Error> {
  try {
    const value = await call();
    throw new Error(`nothing was refused, and the answer is ${String(value)}`);
  } catch (error) {
    return error as Error;
  }
}

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
        [name, entry, { now: () => Number.NaN }, 'now must answer with milliseconds since 1970'],
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
  [{ controlToken: 'two words' }, 'controlToken must have visible ASCII characters alone'],
  [{ allowOrigins: ['http://*.test'] }, 'allowOrigins.0 must be an origin such as http://localhost:3000'],
  [{ controlHosts: ['a:80'] }, 'controlHosts.0 must be a name such as fake.example, without a port'],
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
])('the fixture %o is refused wherever it is given', async (fixture, message) => {
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

/** A call with something wrong in it, on a fake in this process, and the message. */
const MISTAKES: readonly (readonly [string, (fake: FourShared) => unknown, string])[] = [
  [
    'arm',
    ({ namespace }) =>
      loose(namespace().arm)({ on: { kind: 'call', function: 'getFreeSpce' }, do: [{ act: 'nil' }] }),
    'did you mean getFreeSpace?',
  ],
  [
    'arm',
    ({ namespace }) => loose(namespace().arm)({ on: { kind: 'cal' }, do: [{ act: 'nil' }] }),
    'on.kind must be one of call, part, download; did you mean call?',
  ],
  [
    'arm',
    ({ namespace }) => loose(namespace().arm)({ on: { kind: 'call' }, do: [{ act: 'nul' }] }),
    'did you mean nil?',
  ],
  [
    'verify',
    ({ namespace }) => loose(namespace().journal.verify)({ expect: [{ match: { kind: 'cal' } }] }),
    'expect.0.match.kind: must be one of call, part, download; did you mean call?',
  ],
  ['verify', ({ namespace }) => loose(namespace().journal.verify)({ expects: [] }), 'did you mean expect?'],
  [
    'entries',
    ({ namespace }) => loose(namespace().journal.entries)({ fuction: 'login' }),
    'did you mean function?',
  ],
  [
    'find',
    ({ namespace }) => loose(namespace().journal.find)({ limit: 'all' }),
    'limit: must be a whole number',
  ],
  ['nearest', ({ namespace }) => loose(namespace().journal.nearest)(undefined), 'must be a table'],
  [
    'setLimits',
    ({ namespace }) => loose(namespace().journal.setLimits)({ entry: 5 }),
    'did you mean entries?',
  ],
  [
    'clock.set',
    ({ namespace }) => loose(namespace().clock.set)('2026-02-30T00:00:00Z'),
    'clock.set: time must be milliseconds',
  ],
  ['clock.freeze', ({ namespace }) => loose(namespace().clock.freeze)(1e300), 'in the years 1 to 9999'],
  ['clock.advance', ({ namespace }) => loose(namespace().clock.advance)(1e15), 'in the years 1 to 9999'],
  [
    'changeAccount',
    ({ namespace }) => loose(namespace().changeAccount)('user@example.com', { pasword: 'x' }),
    'did you mean password?',
  ],
  [
    'changeAccount',
    ({ namespace }) => loose(namespace().changeAccount)('user@example.com', { nextFileId: 2n ** 63n }),
    'nextFileId must be a whole number from 1 to 2^63-1',
  ],
  ['addAccount', ({ namespace }) => loose(namespace().addAccount)({ login: 'x' }), 'password is missing'],
  [
    'holds.release',
    ({ namespace }) => loose(namespace().holds.release)('x', 0),
    'count must be a whole number from 1 on',
  ],
  [
    'snapshots.save',
    ({ namespace }) => loose(namespace().snapshots.save)(''),
    'name must be a text that is not empty',
  ],
  ['rules.get', ({ namespace }) => loose(namespace().rules.get)(1), 'id must be a text'],
  [
    'world.addFile',
    ({ world }) => loose(world.addFile)(world.account('user@example.com'), { nam: 'x' }),
    'did you mean name?',
  ],
  [
    'world.addFolder',
    ({ world }) => loose(world.addFolder)(world.account('user@example.com'), { name: 'x', id: 1.5 }),
    'id must be a whole number above 0',
  ],
  ['world.find', ({ world }) => loose(world.find)('user@example.com', 1), 'path must be a text'],
];

test.each(MISTAKES)('%s(%o) is refused, and the fake goes on', async (_, call, message) => {
  const fake = await startFourShared({ storage: 'memory' });
  expect((await failure(() => call(fake))).message).toContain(message);
  expect((await fetch(`${fake.url}/_control/health`)).status).toBe(200);
  await fake.close();
});

test('a rule that is armed without waiting is armed in the same turn', async () => {
  const [server, handlers] = [await startFourShared({ storage: 'memory' }), fourSharedHandlers()];
  for (const target of [server.namespace(), handlers]) {
    const arming = target.arm({ on: { kind: 'call' }, do: [{ act: 'nil' }] });
    expect(target.rules.list()).toHaveLength(1);
    await arming;
  }
  await server.close();
});

test('what is handed out is the same each time, and as before', async () => {
  const fake = createFake();
  const here = fake.namespace('here');
  expect(fake.namespace('here')).toBe(here);
  expect(here.journal).toBe(here.journal);
  expect(fake.namespace().world).toBe(fake.world);
  expect(fake.namespaces()).toEqual([fake.namespace(), here]);
  here.journal.recordRaw = true;
  expect(here.journal.report().recordRaw).toBe(true);
  await fake.close();
});

const upload = async (): Promise<Record<never, never>> => ({});

test.each([
  [
    'runConformance',
    () => loose(runConformance)(inProcessClient({ upload }), { run: 1 }),
    'run is not a key that is known here; did you mean runs?',
  ],
  [
    'runConformance',
    () => loose(runConformance)(inProcessClient({ upload }), { service: 'jax4' }),
    'service must be one of jax3, jax2; did you mean jax3?',
  ],
  [
    'runConformance',
    () => loose(runConformance)({ upload }),
    'client must be a driver such as stdioClient, execClient or inProcessClient make',
  ],
  [
    'runConformance',
    () => loose(runConformance)(inProcessClient({ upload }), {}, { don: upload }),
    'events.don is not a key',
  ],
  [
    'describeConformance',
    () => loose(describeConformance)({ upload }, { known: { 'UP-01': { why: 'x' } } }),
    'known.UP-01.reason is missing',
  ],
  [
    'describeConformance',
    () => loose(describeConformance)({ upload }, { testTimeout: 5 }),
    'did you mean testTimeoutMs?',
  ],
  [
    'runServerSuite',
    () => loose(runServerSuite)(rawServer('http://127.0.0.1:1/jax3/'), account, { gentel: true }),
    'did you mean gentle?',
  ],
  [
    'runServerSuite',
    () => loose(runServerSuite)(rawServer('http://127.0.0.1:1/jax3/'), { login: 'x' }),
    'account.password is missing',
  ],
  ['rawServer', () => loose(rawServer)('nowhere'), 'wsdl must be the address of a service description'],
  [
    'rawServer',
    () => loose(rawServer)('http://127.0.0.1:1/', { version: 'jax1' }),
    'version must be one of jax3, jax2',
  ],
  [
    'fetchExchange',
    () => loose(fetchExchange)({ timeout: 1 }),
    'limits.timeout is not a key that is known here; did you mean timeoutMs?',
  ],
  [
    'stdioClient',
    () => loose(stdioClient)('node client.js'),
    'command must be a list: the program and its arguments',
  ],
  ['stdioClient', () => loose(stdioClient)(['x'], { hello: 5 }), 'did you mean helloMs?'],
  ['execClient', () => loose(execClient)('x {file}', { concurency: 5 }), 'did you mean concurrency?'],
  [
    'inProcessClient',
    () => loose(inProcessClient)({ upload, creatFolder: upload }),
    'creatFolder is no operation and no fact of a client; did you mean createFolder?',
  ],
  ['inProcessClient', () => loose(inProcessClient)({ upload, list: true }), 'client.list must be a function'],
])('%s with a mistake is refused: %#', async (name, call, message) => {
  const error = await failure(call);
  expect(error).toBeInstanceOf(OptionsError);
  expect(error.message).toContain(`${name}: `);
  expect(error.message).toContain(message);
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

test('a program must be named', () => {
  expect(() => stdioClient([])).toThrow('stdioClient: command must be a list: the program and its arguments');
});
