import type { Account } from '../accounts/accounts.js';
import type { FileNode } from '../nodes.js';
import type { References } from '../state/references.js';
import { IdSet } from '../tree/id-map.js';
import { binSight, inBin } from '../tree/walk.js';

/** No sweep for deleted files below this many entries. */
const SWEEP_FROM = 1000;

/** The favorite files of one account. Only ids are kept, so that a purged file holds no memory. */
interface Marks {
  readonly ids: IdSet;
  /** Entries at which the next sweep starts. */
  sweepAt: number;
}

/** The favorites of one account, in the order in which they were added. */
export interface FavoritesState {
  readonly login: string;
  readonly ids: readonly bigint[];
  readonly sweepAt: number;
}

/**
 * The favorite files of all accounts. A file in the recycle bin is still one, but not shown until it is restored; one
 * that is gone for good is none any more (assumption).
 */
export class Favorites {
  readonly #byAccount = new WeakMap<Account, Marks>();

  /** @param file finds a file that the account may use, also one in the recycle bin */
  constructor(private readonly file: (account: Account, id: bigint) => FileNode | undefined) {}

  /** The favorites that can be seen, in the order in which they were added (assumption). */
  of(account: Account): FileNode[] {
    const ids = this.#byAccount.get(account)?.ids ?? [];
    const files = Array.from(ids, (id) => this.file(account, id)).filter((file) => file !== undefined);
    const isInBin = binSight();
    return files.filter((file) => !isInBin(file));
  }

  /** Adds a file; one that is there keeps its place. False if the account has no such file outside the recycle bin. */
  add(account: Account, id: bigint): boolean {
    const file = this.file(account, id);
    if (!file || inBin(file)) return false;
    this.mark(account, file);
    return true;
  }

  /** Adds a file, even one in the recycle bin. */
  mark(account: Account, file: FileNode): void {
    const marks = this.#byAccount.get(account) ?? { ids: new IdSet(), sweepAt: SWEEP_FROM };
    this.#byAccount.set(account, marks);
    marks.ids.add(file.id);
    if (marks.ids.size < marks.sweepAt) return;
    for (const id of marks.ids) if (!this.file(account, id)) marks.ids.delete(id);
    marks.sweepAt = Math.max(SWEEP_FROM, 2 * marks.ids.size);
  }

  /** Removes a file, also one in the recycle bin. False if it was no favorite of the account. */
  remove(account: Account, id: bigint): boolean {
    const removed = this.#byAccount.get(account)?.ids.delete(id) ?? false;
    return removed && this.file(account, id) !== undefined;
  }

  save(accounts: Iterable<Account>): FavoritesState[] {
    const saved: FavoritesState[] = [];
    for (const account of accounts) {
      const marks = this.#byAccount.get(account);
      if (marks) saved.push({ login: account.login, ids: [...marks.ids], sweepAt: marks.sweepAt });
    }
    return saved;
  }

  load(states: readonly FavoritesState[], { account }: References): void {
    for (const { login, ids, sweepAt } of states)
      this.#byAccount.set(account(login), { ids: new IdSet(ids), sweepAt });
  }
}
