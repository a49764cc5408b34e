import type { Scatter } from '../opening/scatter.js';
import type { References } from '../state/references.js';
import type { Account } from './accounts.js';

/** Keeps session keys apart from other texts made of the same number. */
const SESSION_PURPOSE = 200;

/** How many session keys a world knows. */
const MOST_SESSIONS = 100_000;

/** A key and the login of its account. */
export interface SessionState {
  readonly key: string;
  readonly login: string;
}

/**
 * Upload sessions. A key belongs to an account, not to a folder (client: always opened for the root), serves any
 * number of files and lives as long as the world, or until so many others were opened after it (assumption).
 */
export class Sessions {
  readonly #owners = new Map<string, Account>();
  /** Sessions opened so far, forgotten ones included. */
  #opened = 0n;

  constructor(private readonly scatter: Scatter) {}

  /**
   * Opens a session and returns its key: 32 hex digits that depend only on the seed and on how many came before, and
   * what the keys of the account end with.
   */
  open(owner: Account): string {
    const key = this.#newKey() + owner.sessionKeyTail;
    this.#owners.set(key, owner);
    const [oldest = ''] = this.#owners.keys();
    if (this.#owners.size > MOST_SESSIONS) this.#owners.delete(oldest);
    return key;
  }

  #newKey(): string {
    this.#opened += 1n;
    return this.scatter.hex(this.#opened - 1n, 4, SESSION_PURPOSE);
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
    this.#opened = BigInt(states.length);
  }
}
