import type { Account } from './accounts.js';
import type { FolderNode, FolderRecord } from './nodes.js';

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
}
