import type { Account, World } from '../world/index.js';

/** Report of an account, without its password. Sizes are bytes; sizes and ids are 64-bit. */
export interface AccountReport {
  readonly login: string;
  readonly username: string;
  readonly active: boolean;
  readonly banned: boolean;
  readonly premium: boolean;
  readonly quota: bigint;
  readonly freeSpace: bigint;
  /** Largest single file. */
  readonly maxFileSize: bigint;
  /** Used space: files, files in the recycle bin, unfinished uploads. */
  readonly space: { readonly stored: bigint; readonly binned: bigint; readonly reserved: bigint };
  readonly rootId: bigint;
  /** Name of the application that sent its designator last. */
  readonly app?: string | undefined;
}

/** Changes of an account. Absent fields stay. Sizes are bytes, 64-bit. */
export interface AccountChanges {
  readonly password?: string | undefined;
  readonly username?: string | undefined;
  readonly active?: boolean | undefined;
  readonly banned?: boolean | undefined;
  readonly premium?: boolean | undefined;
  readonly quota?: bigint | undefined;
  /** Sets the quota so that exactly this many bytes are free. */
  readonly freeSpace?: bigint | undefined;
  readonly maxFileSize?: bigint | undefined;
  /** The files it reserves get ids from here on. */
  readonly nextFileId?: bigint | undefined;
  /** The end of its session keys from now on. */
  readonly sessionKeyTail?: string | undefined;
}

/** There is no account of this login. */
export class UnknownAccount extends Error {
  override readonly name = 'UnknownAccount';

  constructor(
    readonly login: string,
    /** The logins that are known. */
    readonly known: readonly string[],
  ) {
    super(`There is no account "${login}"`);
  }
}

/** @throws UnknownAccount */
export function knownAccount(world: World, login: string): Account {
  const account = world.account(login);
  if (!account)
    throw new UnknownAccount(
      login,
      Array.from(world.accounts, (known) => known.login),
    );
  return account;
}

/** An account as the control API reports it, with its used space in bytes. */
export function reportAccount(world: World, account: Account): AccountReport {
  const { login, username, active, banned, premium, quota, maxFileSize, app } = account;
  const { stored, binned, reserved } = account.space;
  return {
    login,
    username,
    active,
    banned,
    premium,
    quota,
    freeSpace: world.accounts.freeSpace(account),
    maxFileSize,
    space: { stored, binned, reserved },
    rootId: account.root.id,
    app,
  };
}

/** Changes an account in one step. The quota comes before `freeSpace`, which overrules it. */
export function changeAccount(world: World, account: Account, changes: AccountChanges): void {
  const { freeSpace, ...settings } = changes;
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  Object.assign(account, Object.fromEntries(given));
  if (freeSpace !== undefined) world.accounts.leaveFree(account, freeSpace);
}
