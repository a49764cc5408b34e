import type { Assumptions } from '../assumptions/assumptions.js';
import { WrongCredentials } from '../errors.js';
import { MOST } from '../most.js';
import type { Admit } from '../platform.js';
import { Account, type AccountState, type FolderRecord, type FolderState } from '../records.js';
import { LONGEST } from '../tree/text-length.js';
import type { AccountSettings } from './account-settings.js';
import { loginKey, readPassword } from './credentials.js';
import { freeSpace } from './quota.js';

export type { UploaderReport } from '../nodes.js';
export { Account, type AccountState } from '../records.js';
export type { AccountSettings, AdmittedSettings } from './account-settings.js';

const LARGEST_QUOTA = 2n ** 63n - 1n;

/** All accounts, found by login. */
export class Accounts {
  /** The account is undefined while it is being made. */
  readonly #byLogin = new Map<string, Account | undefined>();

  constructor(
    readonly makeRoot: (owner: Account) => FolderRecord,
    private readonly assume: Assumptions,
    private readonly admit: Admit = () => undefined,
  ) {}

  /** Whether there can be no more. */
  get isFull(): boolean {
    return this.#byLogin.size >= MOST.accounts;
  }

  /** Makes an account with an empty root folder; undefined when the login is taken. */
  add(settings: AccountSettings): Account | undefined {
    return this.reserve(settings.login) ? this.show(this.make(settings)) : undefined;
  }

  /** Reserves a login. False when it is taken. */
  reserve(login: string): boolean {
    const key = loginKey(login);
    if (this.#byLogin.has(key)) return false;
    this.#byLogin.set(key, undefined);
    return true;
  }

  /** Undoes `reserve`. */
  giveBack(login: string): void {
    this.#byLogin.delete(loginKey(login));
  }

  /** Makes an account for a reserved login. `get` finds it after `show`. */
  make(settings: AccountSettings): Account {
    return new Account(settings, this.makeRoot);
  }

  show(account: Account): Account {
    this.#byLogin.set(loginKey(account.login), account);
    return account;
  }

  /** In the order in which they were made. */
  save(): AccountState[] {
    return Array.from(this, (account) => account.save());
  }

  load(states: readonly AccountState[], loadRoot: (owner: Account, root: FolderState) => FolderRecord): void {
    for (const { root, app, uploader, ...settings } of states) {
      const account = new Account(settings, (owner) => loadRoot(owner, root));
      account.app = app;
      account.uploader = uploader;
      this.#byLogin.set(loginKey(settings.login), account);
    }
  }

  get(login: string): Account | undefined {
    // No account has a longer one, and changing the case of 8 MiB takes 0.1 s.
    return login.length > LONGEST.login ? undefined : this.#byLogin.get(loginKey(login));
  }

  *[Symbol.iterator](): Generator<Account, void, undefined> {
    for (const account of this.#byLogin.values()) if (account) yield account;
  }

  /**
   * The account of a login and its password, the latter with or without the application's designator. A password
   * that itself begins like a designator works too.
   * @throws WrongCredentials
   */
  authenticate(login: string, password: string): Account {
    const account = this.get(login) ?? this.#admitted(login);
    if (!account) throw this.#wrong();
    if (account.password === password || account.anyPassword) return account;
    const sent = readPassword(password);
    if (sent.app === undefined || account.password !== sent.password) throw this.#wrong();
    // Stored texts have a bound (assumption).
    if (sent.app.length > LONGEST.app) throw this.#wrong();
    account.app = sent.app;
    return account;
  }

  #admitted(login: string): Account | undefined {
    const settings = this.isFull || login.length > LONGEST.login ? undefined : this.admit(login);
    return settings && this.add({ ...settings, login, password: '' });
  }

  /** Bytes the account has still free, never below 0; `released` of those in use are to count as free. */
  freeSpace(account: Account, released = 0n): bigint {
    return freeSpace(account.quota + released, account.space, this.assume['bin-counts'] === 'yes');
  }

  /** Sets the quota so that exactly this many bytes are free, up to 2^63-1. */
  leaveFree(account: Account, bytes: bigint): void {
    const { stored, reserved, binned } = account.space;
    const quota = bytes + stored + reserved + (this.assume['bin-counts'] === 'yes' ? binned : 0n);
    account.quota = quota < LARGEST_QUOTA ? quota : LARGEST_QUOTA;
  }

  #wrong(): WrongCredentials {
    return new WrongCredentials(this.assume['credentials-text']);
  }
}
