import fc from 'fast-check';
import { expect, test } from 'vitest';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import { World } from '../world.js';
import { readPassword } from './credentials.js';

const platform = { now: () => 0, digest: md5, contents: new MemoryContentStore() };
const appName = fc
  .string()
  .filter((name) => !`${name}!!:`.slice(0, -1).includes('!!:') && !name.endsWith('!'));

test('the designator of the wiki is taken off', () => {
  expect(readPassword('!!!app_name!!:1')).toEqual({ app: 'app_name', password: '1' });
  expect(readPassword('secret')).toEqual({ password: 'secret' });
  expect(readPassword('!!!no end')).toEqual({ password: '!!!no end' });
});

test('any password works with and without the designator of any application, a different one never', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), appName, (password, other, app) => {
      const world = new World(platform, { accounts: [{ login: 'Me@Example.com', password }] });
      const account = world.account('me@example.com');
      expect(world.accounts.authenticate('ME@example.COM', password)).toBe(account);
      expect(world.accounts.authenticate('me@example.com', `!!!${app}!!:${password}`)).toBe(account);
      expect(account?.app).toBe(app);
      fc.pre(readPassword(other).password !== password && other !== password);
      expect(() => world.accounts.authenticate('me@example.com', other)).toThrow('Invalid login or password');
    }),
  );
});

test('passwords are compared exactly, and a designator may be part of one', () => {
  const world = new World(platform, { accounts: [{ login: 'a', password: '!!!x!!:Y' }] });
  expect(world.accounts.authenticate('a', '!!!x!!:Y').login).toBe('a');
  expect(world.accounts.authenticate('a', '!!!app!!:!!!x!!:Y').app).toBe('app');
  expect(() => world.accounts.authenticate('a', '!!!x!!:y')).toThrow('Invalid login or password');
  expect(() => world.accounts.authenticate('a', 'Y')).toThrow('Invalid login or password');
  expect(() => world.accounts.authenticate('b', '!!!x!!:Y')).toThrow('Invalid login or password');
});
