import type { Account } from './accounts.js';
import { FolderNotFound } from './errors.js';
import { type FolderNode, inBin } from './nodes.js';

/** What a program that synchronises has reported of a folder, each with its time in milliseconds since 1970. */
export interface SyncMarks {
  /** The last markSynchronized. */
  readonly marked?: number;
  /** The last syncFinished. */
  readonly finished?: number;
}

/**
 * Who has synchronised which folder. The number in both calls is taken for the id of a folder; what they report is
 * kept to be looked at and changes nothing else (assumption).
 */
export class Synchronisation {
  readonly #marks = new WeakMap<FolderNode, Map<Account, SyncMarks>>();

  constructor(private readonly now: () => number) {}

  /** What an account has reported of a folder; nothing if it never did. */
  marks(account: Account, folder: FolderNode): SyncMarks {
    return this.#marks.get(folder)?.get(account) ?? {};
  }

  /** @throws FolderNotFound for a folder in the recycle bin (assumption, as in listings) */
  report(account: Account, folder: FolderNode, what: keyof SyncMarks): void {
    if (inBin(folder)) throw new FolderNotFound();
    const byAccount = this.#marks.get(folder) ?? new Map<Account, SyncMarks>();
    this.#marks.set(folder, byAccount.set(account, { ...this.marks(account, folder), [what]: this.now() }));
  }
}
