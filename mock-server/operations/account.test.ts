import { beforeEach, describe, expect, test } from 'vitest';
import { as, Caller, ME } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);
const callAs: Caller['as'] = (who, name, args) => caller.as(who, name, args);
const free = () => caller.free();

describe('account', () => {
  test('login is empty on success, also without active account, and a text otherwise', async () => {
    expect(await call('login', {})).toBe('');
    expect(await callAs({ ...ME, login: 'ME@example.com', password: '!!!app!!:secret' }, 'login', {})).toBe(
      '',
    );
    expect(await callAs(as('inactive'), 'login', {})).toBe('');
    expect(await callAs(as('banned'), 'login', {})).toBe('');
    expect(await callAs({ ...ME, password: 'x' }, 'login', {})).toBe('Invalid login or password');
    expect(await callAs({ login: '', password: '' }, 'login', {})).toBe('Invalid login or password');
  });

  test('isExistsLoginPassword is the same as yes or no', async () => {
    expect(await call('isExistsLoginPassword', {})).toBe(true);
    expect(await callAs({ ...ME, password: 'x' }, 'isExistsLoginPassword', {})).toBe(false);
  });

  test('isAccountActive, isAccountBanned, isAccountPremium tell the kind of account', async () => {
    const kind = (who: string) =>
      Promise.all([
        callAs(as(who), 'isAccountActive', {}),
        callAs(as(who), 'isAccountBanned', {}),
        callAs(as(who), 'isAccountPremium', {}),
      ]);
    expect(await kind('other')).toEqual([true, false, false]);
    expect(await kind('premium')).toEqual([true, false, true]);
    expect(await kind('inactive')).toEqual([false, false, false]);
    expect(await kind('banned')).toEqual([true, true, false]);
  });

  test('getSpaceLimit, getMaxFileSize and getFreeSpace, which counts the recycle bin', async () => {
    expect(await call('getSpaceLimit', {})).toBe(1000n);
    expect(await call('getMaxFileSize', {})).toBe(500n);
    expect(await free()).toBe(1000n - 10n - 5n - 5n - 20n - 30n);
    caller = new Caller({ assume: { 'bin-counts': 'no' } });
    expect(await free()).toBe(1000n - 10n - 5n - 20n);
  });
});
