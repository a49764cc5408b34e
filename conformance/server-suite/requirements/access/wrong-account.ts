import type { ServerAccount } from '../../runner/probe.js';

/** Ways in which login and password are wrong. The data of a step holds the way, and so no password. */
export const WRONGS = ['longer', 'shorter', 'empty', 'behind an app', 'unknown'] as const;
/** A way in which login and password are wrong. */
export type Wrong = (typeof WRONGS)[number];

/** The account with a wrong login or password. */
export function wrongAccount({ login, password }: ServerAccount, wrong: Wrong): ServerAccount {
  switch (wrong) {
    case 'longer':
      return { login, password: `${password}x` };
    case 'shorter':
      return { login, password: password.slice(0, -1) };
    case 'empty':
      return { login, password: '' };
    case 'behind an app':
      return { login, password: `!!!app!!:${password}x` };
    case 'unknown':
      return { login: `stranger-${login}`, password };
  }
}

/** The way in words, as the end of a sentence. */
export const withWrong = (wrong: Wrong): string =>
  wrong === 'unknown' ? 'with an unknown login' : `with a wrong password (${wrong})`;
