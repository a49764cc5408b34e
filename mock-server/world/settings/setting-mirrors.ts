import type { Account } from '../accounts/accounts.js';
import { usernameComplaint } from '../accounts/signup.js';

/** A property of an account as the text of a setting. Without `write` it cannot be changed. */
interface Mirror {
  read(account: Account): string;
  write?(account: Account, value: string): void;
  /** What is wrong with a value, as a sentence; undefined if nothing is. */
  complaint?(value: string): string | undefined;
}

/** The properties of an account that settings can show. */
export const MIRROR_NAMES = ['login', 'username', 'plan', 'active'] as const;

/** A property of an account that a setting can show. */
export type MirrorName = (typeof MIRROR_NAMES)[number];

/** Properties of an account that settings can show. */
export const MIRRORS: Readonly<Record<MirrorName, Mirror>> = {
  login: { read: ({ login }) => login },
  username: {
    read: ({ username }) => username,
    write: (account, value) => {
      account.username = value;
    },
    complaint: usernameComplaint,
  },
  plan: { read: ({ premium }) => (premium ? 'premium' : 'free') },
  active: { read: ({ active }) => String(active) },
};
