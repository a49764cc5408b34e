import type { Assumptions } from '../assumptions/assumptions.js';
import { WrongCredentials } from '../errors.js';
import { MOST } from '../most.js';
import type { Admit } from '../platform.js';
import { Listing } from '../tree/listing.js';
import type { FolderRecord, FolderState, NodeRecord } from '../tree/nodes.js';
import { LONGEST } from '../tree/text-length.js';
import { loginKey, readPassword } from './credentials.js';
import { defaultLimits, freeSpace, Space } from './quota.js';

/** What can be chosen about an account. Sizes are bytes, 64-bit. */
export interface AccountSettings {
  readonly login: string;
  readonly password: string;
  /** The name shown to others. Default: the login up to the @. */
  readonly username?: string | undefined;
  /** Default true. An inactive account logs in, but cannot upload (assumption). */
  readonly active?: boolean | undefined;
  /** Default false. A banned account logs in, but cannot upload (assumption). */
  readonly banned?: boolean | undefined;
  /** Default false. */
  readonly premium?: boolean | undefined;
  /** Default 15 GiB, 10 GiB while inactive, 100 GiB for a premium account. */
  readonly quota?: bigint | undefined;
  /** Largest single file. Default 2 GiB, 5 GiB for a premium account. */
  readonly maxFileSize?: bigint | undefined;
  /** Whether every password is right. Default false. */
  readonly anyPassword?: boolean | undefined;
  /** The files that it reserves get ids from here on; those in use are skipped. 64-bit. Default: the next of the world. */
  readonly nextFileId?: bigint | undefined;
  /** Ends every session key that is made for it. Default: nothing. */
  readonly sessionKeyTail?: string | undefined;
}

/** What is chosen about an account that comes into being when somebody logs in. */
export type AdmittedSettings = Omit<AccountSettings, 'login' | 'password'>;

/** What uploaderLoggedIn tells; that these are the meanings of its two texts: assumption. */
export interface UploaderReport {
  readonly version: string;
  readonly system: string;
}

/** All of an account. How its space is used follows from its files and uploads. */
export interface AccountState {
  readonly login: string;
  readonly password: string;
  readonly username: string;
  readonly active: boolean;
  readonly banned: boolean;
  readonly premium: boolean;
  readonly quota: bigint;
  readonly maxFileSize: bigint;
  readonly anyPassword: boolean;
  readonly nextFileId?: bigint | undefined;
  readonly sessionKeyTail: string;
  readonly app?: string | undefined;
  readonly uploader?: UploaderReport | undefined;
  readonly root: FolderState;
}

export class Account {
  readonly login: string;
  password: string;
  username: string;
  active: boolean;
  banned: boolean;
  premium: boolean;
  /** All the space there is, in bytes. */
  quota: bigint;
  /** Largest single file in bytes. */
  maxFileSize: bigint;
  readonly anyPassword: boolean;
  /** Where the ids of the files go on that it reserves, 64-bit; undefined where those of the world do. */
  nextFileId: bigint | undefined;
  sessionKeyTail: string;
  /** Name of the application that gave its designator last. */
  app: string | undefined;
  /** What the desktop program reported of itself when it was last started. */
  uploader: UploaderReport | undefined;
  readonly space = new Space();
  readonly bin = new Listing<NodeRecord>();
  readonly root: FolderRecord;

  constructor(settings: AccountSettings, makeRoot: (owner: Account) => FolderRecord) {
    this.login = settings.login;
    this.password = settings.password;
    this.username = settings.username ?? settings.login.replace(/@.*/s, '');
    this.active = settings.active ?? true;
    this.banned = settings.banned ?? false;
    this.premium = settings.premium ?? false;
    this.anyPassword = settings.anyPassword ?? false;
    this.nextFileId = settings.nextFileId;
    this.sessionKeyTail = settings.sessionKeyTail ?? '';
    const limits = defaultLimits(this);
    this.quota = settings.quota ?? limits.quota;
    this.maxFileSize = settings.maxFileSize ?? limits.maxFileSize;
    this.root = makeRoot(this);
  }

  save(): AccountState {
    const { login, password, username, active, banned, premium, quota, maxFileSize, app, uploader } = this;
    const { anyPassword, nextFileId, sessionKeyTail } = this;
    const chosen = { login, password, username, active, banned, premium, quota, maxFileSize };
    return { ...chosen, anyPassword, nextFileId, sessionKeyTail, app, uploader, root: this.root.save() };
  }
}

const LARGEST_QUOTA = 2n ** 63n - 1n;

/** All accounts, found by login. */
export class Accounts {
  /** Without an account where one is still being made. */
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

  /** Sets a login aside for an account that is still to be made. False when it is taken. */
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

  /** Makes an account for a login that is reserved. It cannot be found before it is shown. */
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
    // No account has a longer one, and to change the case of 8 MiB takes a tenth of a second.
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
    // What is kept has a bound (assumption).
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

  /** Sets the quota so that just so many bytes are free, or as many as 64 bits allow. */
  leaveFree(account: Account, bytes: bigint): void {
    const { stored, reserved, binned } = account.space;
    const quota = bytes + stored + reserved + (this.assume['bin-counts'] === 'yes' ? binned : 0n);
    account.quota = quota < LARGEST_QUOTA ? quota : LARGEST_QUOTA;
  }

  #wrong(): WrongCredentials {
    return new WrongCredentials(this.assume['credentials-text']);
  }
}
