import type { Account } from './accounts.js';
import type { Scatter } from './scatter.js';
import type { References } from './state/references.js';

/** Keeps session keys apart from other texts made of the same number. */
const SESSION_PURPOSE = 200;

/** A key and the login of the account that it stands for. */
export interface SessionState {
  readonly key: string;
  readonly login: string;
}

/**
 * Upload sessions. A key stands for an account, not for a folder (client: always opened for the root), serves any
 * number of files and lives as long as the world (assumption).
 */
export class Sessions {
  readonly #owners = new Map<string, Account>();

  constructor(private readonly scatter: Scatter) {}

  /**
   * Opens a session and returns its key: 32 hex digits that depend only on the seed and on how many came before, and
   * what the keys of the account end with.
   */
  open(owner: Account): string {
    const key = this.scatter.hex(BigInt(this.#owners.size), 4, SESSION_PURPOSE) + owner.sessionKeyTail;
    this.#owners.set(key, owner);
    return key;
  }

  owner(key: string): Account | undefined {
    return this.#owners.get(key);
  }

  /** In the order in which they were opened. */
  save(): SessionState[] {
    return Array.from(this.#owners, ([key, { login }]) => ({ key, login }));
  }

  load(states: readonly SessionState[], { account }: References): void {
    for (const { key, login } of states) this.#owners.set(key, account(login));
  }
}
