import type { Account } from '../accounts/accounts.js';
import { FolderNotFound } from '../errors.js';
import type { FolderNode } from '../nodes.js';
import type { References } from '../state/references.js';
import { inBin } from './walk.js';

/** Reports of a synchronising program on a folder, each with its time in milliseconds since 1970. */
interface SyncMarks {
  /** The last markSynchronized. */
  readonly marked?: number;
  /** The last syncFinished. */
  readonly finished?: number;
}

/** What one account has reported of one folder. */
export interface SyncState {
  readonly folder: bigint;
  readonly login: string;
  readonly marks: SyncMarks;
}

/**
 * Who has synchronised which folder. The number in both calls is taken for the id of a folder; what they report is
 * stored and changes nothing else (assumption).
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

  save(folders: Iterable<FolderNode>): SyncState[] {
    return Array.from(folders).flatMap((folder) =>
      Array.from(this.#marks.get(folder) ?? [], ([{ login }, marks]) => ({
        folder: folder.id,
        login,
        marks,
      })),
    );
  }

  load(states: readonly SyncState[], references: References): void {
    for (const { folder, login, marks } of states) {
      const node = references.folder(folder);
      const byAccount = this.#marks.get(node) ?? new Map<Account, SyncMarks>();
      this.#marks.set(node, byAccount.set(references.account(login), marks));
    }
  }
}
