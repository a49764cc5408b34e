import type { Account } from './accounts.js';
import type { Assumptions } from './assumptions.js';
import { FolderNotFound, RootStays } from './errors.js';
import { type FileRecord, inBin, type NodeRecord } from './nodes.js';
import type { Tree } from './tree.js';
import { turn } from './turn.js';
import type { Uploads } from './uploads.js';

/** After so many entries other requests have their turn: a full bin takes seconds. */
const PURGED_AT_ONCE = 500;

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
   * Brings a file back to its folder, or to the root if that is gone or in the recycle bin itself (assumption).
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
    await Promise.all([this.uploads.cancelIn(node), this.tree.purge(node)]);
  }

  /** Deletes everything in an account's recycle bin for good and tells how many entries it had. */
  async empty(account: Account): Promise<number> {
    const entries = account.bin.all();
    let purged = 0;
    for (let at = 0; at < entries.length; at += PURGED_AT_ONCE) {
      if (at > 0) await turn();
      const present = entries.slice(at, at + PURGED_AT_ONCE).filter((entry) => this.#holds(entry));
      await Promise.all(present.map((entry) => this.purge(entry)));
      purged += present.length;
    }
    return purged;
  }

  /** It may have been restored or purged while others were. */
  #holds(entry: NodeRecord): boolean {
    return entry.removed && this.tree.node(entry.id) === entry;
  }
}
