import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutPaths } from './http/calls/call-response.js';
import { jsonLog } from './http/request-log.js';
import { type FourSharedFake, type LogEntry, startFourShared } from './index.js';
import { byteField, FORM_TYPE, formBody, idField, part } from './node/testing/transfer-testbed.js';
import { envelope, faultString } from './testing/envelopes.js';

// Passwords in unusual places, and other things that must not get out.

const LOGIN = 'user@example.com';
const PASSWORD = 'Hunter2-and-more';

let fake: FourSharedFake;
const log: LogEntry[] = [];

beforeAll(async () => {
  fake = await startFourShared({
    storage: 'memory',
    log: (entry) => log.push(entry),
    fixture: { accounts: [{ login: LOGIN, password: PASSWORD }] },
  });
});
afterAll(() => fake.close());

const call = async (name: string, ...args: readonly string[]): Promise<string> =>
  (
    await fetch(`${fake.url}/jax3/DesktopApp`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: envelope(name, ...args),
    })
  ).text();

const everything = (): string => JSON.stringify([log, fake.namespace().journal.entries()]);

test.each([
  ['getFreeSpace', PASSWORD, LOGIN],
  ['login', PASSWORD, LOGIN.toUpperCase()],
  ['isExistsLoginPassword', PASSWORD, 'stranger-else@example.com'],
  ['signup', PASSWORD, 'new@example.com'],
  ['getFreeSpace', PASSWORD, 'stranger'],
  ['login', `${PASSWORD}@home`, 'stranger'],
  ['signup', PASSWORD, PASSWORD],
])("%s with login and password in each other's place shows neither", async (name, login, password) => {
  await call(name, login, password);
  expect(everything()).not.toContain(PASSWORD);
  expect(log.at(-1)).toMatchObject({ account: undefined });
  expect(fake.namespace().journal.entries({ order: 'desc', limit: 1 })).toMatchObject([
    { operation: name, arguments: { login: '********', password: '********' } },
  ]);
});

test('log and journal name the same account, and none for a call that has no credentials', async () => {
  const account = fake.world.account(LOGIN);
  const key = account ? fake.world.openSession(account) : '';
  const calls: readonly (readonly [account: string | undefined, name: string, ...args: string[]])[] = [
    [LOGIN, 'getFreeSpace', LOGIN, PASSWORD],
    [undefined, 'hasRightUpload'],
    [LOGIN, 'getUploadFormUrl', '1', key],
    [undefined, 'getUploadFormUrl', '1', 'unknown'],
    [undefined, 'getCurrentUploaderVersion'],
    ['stranger@example.com', 'getFreeSpace', 'stranger@example.com', 'x'],
    [undefined, 'noSuchOperation'],
  ];
  for (const [shown, name, ...args] of calls) {
    await call(name, ...args);
    const [entry] = fake.namespace().journal.entries({ order: 'desc', limit: 1 });
    expect([name, log.at(-1)?.account, entry?.account]).toEqual([name, shown, shown]);
  }
});

test('a login without an account is shown, if it is one', async () => {
  await call('login', 'stranger@example.com', 'wrong@home');
  expect(log.at(-1)).toMatchObject({ account: 'stranger@example.com' });
});

test('a password in resumableFileId is neither in the log nor in the journal', async () => {
  const account = fake.world.account(LOGIN);
  const key = account ? fake.world.openSession(account) : '';
  const body = formBody([idField(PASSWORD), byteField(0), part(Buffer.from('x'))]);
  const response = await fetch(`${fake.url}/main/upload.jsp?sId=${key}`, {
    method: 'POST',
    headers: { 'content-type': FORM_TYPE },
    body: new Uint8Array(body),
  });
  expect(await response.text()).not.toContain(PASSWORD);
  expect(log.at(-1)?.result).toMatch(/resumableFileId must be a whole number, not a text of 16 characters/);
  expect(everything()).not.toContain(PASSWORD);
});

test('the log for programs has no character that moves a cursor or ends a line', () => {
  const lines: string[] = [];
  const what = 'a\u007f\u0085\u009b\u200e\u202e\u2028\u2029\ufeff\u{e0001}b';
  jsonLog((line) => lines.push(line), Date.now)({ what, result: what, ms: 0, warnings: [what] });
  expect(lines[0]).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ what, result: what, warnings: [what] });
});

test.each([
  [
    "ENOENT: no such file or directory, open '/tmp/4shared-x/1'",
    'ENOENT: no such file or directory, open (a path)',
  ],
  ['EACCES: permission denied, mkdir C:\\Users\\me\\x', 'EACCES: permission denied, mkdir (a path)'],
  ['Cannot find module file:///work/dist/a.js', 'Cannot find module (a path)'],
  [
    'The file has 5 bytes, the largest one allowed has 4.',
    'The file has 5 bytes, the largest one allowed has 4.',
  ],
  ['no text/xml; and/or a header', 'no text/xml; and/or a header'],
])('%j is shown without its path', (message, shown) => {
  expect(withoutPaths(message)).toBe(shown);
});

test('a fault of the server itself has no path in it', async () => {
  const world = fake.world;
  const account = world.account(LOGIN);
  if (!account) throw new Error('the account is missing');
  Object.defineProperty(account, 'maxFileSize', {
    get: () => {
      throw new Error("EIO: i/o error, read '/var/lib/secret/place'");
    },
  });
  expect(faultString(await call('getMaxFileSize', LOGIN, PASSWORD))).toBe('EIO: i/o error, read (a path)');
});
