import fc from 'fast-check';
import type { ModelAccount } from './nodes.js';

/** Who calls: mostly with the right password, with or without an application's name before it. */
export const aCaller = fc.record({
  /** Which account: mostly the first, which has room for some things, but not for many. */
  account: fc.constantFrom(0, 0, 0, 0, 1, 1, 2),
  credentials: fc.oneof(
    { weight: 20, arbitrary: fc.constant('right' as const) },
    { weight: 2, arbitrary: fc.constant('named application' as const) },
    { weight: 1, arbitrary: fc.constant('login in capitals' as const) },
    { weight: 1, arbitrary: fc.constant('wrong password' as const) },
    { weight: 1, arbitrary: fc.constant('unknown login' as const) },
  ),
});

export type Caller = typeof aCaller extends fc.Arbitrary<infer Chosen> ? Chosen : never;

export function areRight({ credentials }: Caller): boolean {
  return credentials !== 'wrong password' && credentials !== 'unknown login';
}

export function credentialsOf({ login, password }: ModelAccount, { credentials }: Caller) {
  switch (credentials) {
    case 'right':
      return { login, password };
    case 'named application':
      return { login, password: `!!!some app!!:${password}` };
    case 'login in capitals':
      return { login: login.toUpperCase(), password };
    case 'wrong password':
      return { login, password: `${password} ` };
    case 'unknown login':
      return { login: `not.${login}`, password };
  }
}
