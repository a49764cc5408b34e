import type { Account } from './accounts.js';
import { below, type FileRecord, type FolderRecord, inBin, type NodeRecord } from './nodes.js';
import type { Tree } from './tree.js';
import type { Uploads } from './uploads.js';

/** The recycle bins. What goes there takes its unfinished uploads with it: they are cancelled (assumption). */
export class Bin {
  constructor(
    private readonly tree: Tree,
    private readonly uploads: Uploads,
  ) {}

  /** Moves a file or folder to the recycle bin. Harmless for what is there, and for the root. */
  async remove(node: NodeRecord): Promise<void> {
    if (inBin(node) || !node.parent) return;
    const cancelled = this.uploads.cancelIn(node);
    this.put(node);
    await cancelled;
  }

  /** The same for something that no upload goes to. */
  put(node: NodeRecord): void {
    node.parent?.children.remove(node);
    node.removed = true;
    node.owner.bin.add(node);
    for (const file of filesOf(node)) node.owner.space.move(file.size, 'stored', 'binned');
  }

  /**
   * Brings a file back to its folder, or to the root if that is gone or in the recycle bin itself (assumption).
   * Harmless for a file that is not in the recycle bin; one inside a removed folder goes to the root.
   */
  restore(file: FileRecord): void {
    if (!inBin(file)) return;
    this.#detach(file);
    const known = this.tree.node(file.parent.id) === file.parent;
    file.removed = false;
    file.parent = known && !inBin(file.parent) ? file.parent : file.owner.root;
    file.parent.children.add(file);
    file.owner.space.move(file.size, 'binned', 'stored');
  }

  /** Deletes a file or folder for good, whether it is in the recycle bin or not. Not for the root. */
  async purge(node: NodeRecord): Promise<void> {
    const cancelled = this.uploads.cancelIn(node);
    const use = inBin(node) ? 'binned' : 'stored';
    this.#detach(node);
    const contents = [];
    for (const file of filesOf(node)) {
      node.owner.space.giveBack(file.size, use);
      contents.push(file.content);
    }
    for (const gone of node.kind === 'folder' ? [...below(node), node] : [node]) this.tree.forget(gone);
    await Promise.all([cancelled, ...contents.map((content) => content.remove())]);
  }

  /** Deletes everything in an account's recycle bin for good and tells how many entries it had. */
  async empty(account: Account): Promise<number> {
    const entries = [...account.bin];
    await Promise.all(entries.map((entry) => this.purge(entry)));
    return entries.length;
  }

  #detach(node: NodeRecord): void {
    if (node.removed) node.owner.bin.remove(node);
    else node.parent?.children.remove(node);
  }
}

function* filesOf(node: FileRecord | FolderRecord): Generator<FileRecord> {
  if (node.kind === 'file') yield node;
  else for (const inner of below(node)) if (inner.kind === 'file') yield inner;
}
