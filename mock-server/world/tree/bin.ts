import type { Account } from '../accounts/accounts.js';
import type { Assumptions } from '../assumptions/assumptions.js';
import { FolderNotFound, RootStays } from '../errors.js';
import type { FileRecord, NodeRecord } from '../records.js';
import { turns } from '../turn.js';
import type { Uploads } from '../uploads/uploads.js';
import type { Tree } from './tree.js';
import { inBin } from './walk.js';

/** The recycle bins. What goes there takes its unfinished uploads with it: they are cancelled (assumption). */
export class Bin {
  constructor(
    private readonly tree: Tree,
    private readonly uploads: Uploads,
    private readonly orphans: Assumptions['restore-orphan'],
  ) {}

  /**
   * Moves a file or folder to the recycle bin. Harmless for what is there already.
   * @throws RootStays
   */
  async remove(node: NodeRecord): Promise<void> {
    if (inBin(node)) return;
    if (!node.parent) throw new RootStays();
    const cancelled = this.uploads.cancelIn(node);
    this.tree.remove(node);
    await cancelled;
  }

  /**
   * Restores a file to its folder, or to the root if the folder is gone or in the recycle bin (assumption).
   * Harmless for a file that is not in the recycle bin; one inside a removed folder goes to the root.
   * @throws FolderNotFound when files without their folder are assumed to be stuck
   */
  restore(file: FileRecord): void {
    if (!inBin(file)) return;
    const { parent } = file;
    const isThere = this.tree.node(parent.id) === parent && !inBin(parent);
    if (!isThere && this.orphans === 'fault') throw new FolderNotFound();
    this.tree.restore(file, isThere ? parent : file.owner.root);
  }

  /**
   * Deletes a file or folder for good, whether it is in the recycle bin or not.
   * @throws RootStays
   */
  async purge(node: NodeRecord): Promise<void> {
    if (!node.parent) throw new RootStays();
    const cancelled: Promise<void>[] = [];
    await this.tree.purge(node, (gone) => {
      const one = this.uploads.cancelIn(gone, 'at');
      // `purge` throws its failure with the others below.
      one.catch(() => {});
      cancelled.push(one);
    });
    await Promise.all(cancelled);
  }

  /** Empties an account's recycle bin for good and returns the number of its entries. */
  async empty(account: Account): Promise<number> {
    const makeWay = turns();
    let purged = 0;
    for (const entry of account.bin.all()) {
      if (!this.#holds(entry)) continue;
      await this.purge(entry);
      purged += 1;
      await makeWay();
    }
    return purged;
  }

  /** It may have been restored or purged while others were. */
  #holds(entry: NodeRecord): boolean {
    return entry.removed && this.tree.node(entry.id) === entry;
  }
}
