import type { Fixture } from '../../../mock-server/index.js';

export const ACCOUNT = { login: 'me@example.com', password: 'secret' };
/** For what the account shares. */
export const GUEST = { login: 'you@example.com', password: 'hidden' };

/** A service on which every check shows something. */
export const SCENE: Fixture = {
  accounts: [
    {
      ...ACCOUNT,
      // Empty, it has room for the largest file; with a file in it, it has not.
      quota: 10_000_000n,
      maxFileSize: 9_999_500n,
      // Past 2^53, so that a number that is rounded names another file.
      nextFileId: 2n ** 60n + 1n,
    },
    GUEST,
  ],
};
