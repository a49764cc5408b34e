import { beforeEach, describe, expect, test } from 'vitest';
import { Caller, fault, ME } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const NEW = { login: 'new@example.com', password: 'pässword' };

const signup = (login: string, password: string) => caller.as({ login, password }, 'signup', {});
const signupUsername = (login: string, password: string, username: string) =>
  caller.as({ login, password }, 'signupUsername', { username });

describe('a new account', () => {
  test('of signup works at once in the other calls, with separate room', async () => {
    expect(await signup(NEW.login, NEW.password)).toBe('');
    expect(await caller.as(NEW, 'login', {})).toBe('');
    expect(await caller.as(NEW, 'isAccountActive', {})).toBe(true);
    expect(await caller.as(NEW, 'getSpaceLimit', {})).toBe(15n * 1024n ** 3n);
    const dirId = await caller.as(NEW, 'createNewFolder', { dirId: -1n, folderName: 'First' });
    expect(await caller.as(NEW, 'getItems', { dirId: -1n })).toMatchObject([{ id: dirId, name: 'First' }]);
    const started = await caller.as(NEW, 'uploadStartFile', { dirId, name: 'a', fullSize: 1n });
    expect(started).toBeGreaterThan(0n);
    await expect(caller.call('getItems', { dirId })).rejects.toEqual(fault('Folder not found'));
    expect(caller.world.account(NEW.login)?.username).toBe('new');
  });

  test('of signupUsername keeps the name; an empty one is as in signup', async () => {
    expect(await signupUsername('n1@example.com', 'x', 'Ñame')).toBe('');
    expect(await signupUsername('n2@example.com', 'x', '')).toBe('');
    expect(caller.world.account('n1@example.com')?.username).toBe('Ñame');
    expect(caller.world.account('n2@example.com')?.username).toBe('n2');
  });

  test.each(['active', 'inactive'] as const)('is %s if that is assumed', async (kind) => {
    caller = new Caller({ assume: { 'signup-account': kind } });
    expect(await signup(NEW.login, NEW.password)).toBe('');
    expect(await caller.as(NEW, 'login', {})).toBe('');
    expect(await caller.as(NEW, 'isAccountActive', {})).toBe(kind === 'active');
  });

  test('has the password without the designator of the application', async () => {
    expect(await signup(NEW.login, `!!!app!!:${NEW.password}`)).toBe('');
    expect(caller.world.account(NEW.login)?.app).toBe('app');
    for (const password of [NEW.password, `!!!app!!:${NEW.password}`, `!!!other!!:${NEW.password}`]) {
      expect(await caller.as({ ...NEW, password }, 'login', {})).toBe('');
    }
  });
});

describe('no account', () => {
  test.each([
    ['me@example.com', 'x', 'There is an account me@example.com already.'],
    ['ME@Example.com', 'x', 'There is an account ME@Example.com already.'],
    ['n@example.com', '', 'The password is empty.'],
    ['n@example.com', '!!!app!!:', 'The password is empty.'],
    ['', 'x', 'The login is no e-mail address.'],
    ['n@example', 'x', 'The login is no e-mail address.'],
    ['n@.com', 'x', 'The login is no e-mail address.'],
    ['n@@example.com', 'x', 'The login is no e-mail address.'],
    ['n n@example.com', 'x', 'The login is no e-mail address.'],
    [`${'n'.repeat(243)}@example.com`, 'x', 'The login has 255 characters, at most 254 are allowed.'],
    ['n@example.com', 'x'.repeat(257), 'The password has 257 characters, at most 256 are allowed.'],
  ])('for %j with %j', async (login, password, message) => {
    const before = [...caller.world.accounts].length;
    expect(await signup(login, password)).toBe(message);
    expect(await signupUsername(login, password, 'N')).toBe(message);
    expect([...caller.world.accounts]).toHaveLength(before);
  });

  test('with a name that is too long', async () => {
    const message = 'The user name has 101 characters, at most 100 are allowed.';
    expect(await signupUsername(NEW.login, 'x', 'n'.repeat(101))).toBe(message);
    expect(await signupUsername(NEW.login, 'x', 'n'.repeat(100))).toBe('');
  });

  test('at the limits there is one', async () => {
    expect(await signup(`${'n'.repeat(242)}@example.com`, 'x'.repeat(256))).toBe('');
  });
});

test('the text for wrong credentials is the one that is assumed, everywhere', async () => {
  caller = new Caller({ assume: { 'credentials-text': 'Wrong!' } });
  for (const who of [
    { ...ME, password: 'x' },
    { ...ME, password: '!!!app!!:x' },
    { login: 'stranger', password: 'x' },
  ]) {
    expect(await caller.as(who, 'login', {})).toBe('Wrong!');
    expect(await caller.as(who, 'isExistsLoginPassword', {})).toBe(false);
    await expect(caller.as(who, 'getRoot', {})).rejects.toEqual(fault('Wrong!'));
  }
});
