import type { Account } from '../accounts/accounts.js';
import type { FolderNode } from '../nodes.js';
import type { FolderRecord } from '../records.js';
import type { References } from '../state/references.js';

/** The links that one account holds: the ids of the folders, in the order in which they were added. */
export interface FolderLinksState {
  readonly login: string;
  readonly folders: readonly bigint[];
}

/** The links to folders of others that accounts hold. All of it is an assumption. */
export class FolderLinks {
  readonly #byAccount = new WeakMap<Account, Set<FolderRecord>>();

  constructor(private readonly isThere: (account: Account, folder: FolderNode) => boolean) {}

  /** Adding one again is harmless. */
  add(account: Account, folder: FolderRecord): void {
    this.#byAccount.set(account, (this.#byAccount.get(account) ?? new Set()).add(folder));
  }

  /** In the order they were added, without those whose folder is gone or no longer shared. */
  of(account: Account): FolderRecord[] {
    return [...(this.#byAccount.get(account) ?? [])].filter((folder) => this.isThere(account, folder));
  }

  save(accounts: Iterable<Account>, isKnown: (folder: FolderNode) => boolean): FolderLinksState[] {
    const saved = Array.from(accounts, (account) => {
      const folders = [...(this.#byAccount.get(account) ?? [])].filter(isKnown);
      return { login: account.login, folders: folders.map(({ id }) => id) };
    });
    return saved.filter(({ folders }) => folders.length > 0);
  }

  load(states: readonly FolderLinksState[], { account, folder }: References): void {
    for (const { login, folders } of states) {
      const holder = account(login);
      for (const id of folders) this.add(holder, folder(id));
    }
  }
}
