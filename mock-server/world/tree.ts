import type { Account } from './accounts.js';
import { FileNotFound, FolderNotFound } from './errors.js';
import type { Ids } from './ids.js';
import type { Links } from './links.js';
import { nameKey } from './listing.js';
import { FileRecord, FolderRecord, inBin, type NodeRecord, type StoredBytes } from './nodes.js';

/** Why a folder is not made or something is not renamed. */
export type Denial = 'denied' | 'exists' | 'removed';

/** The id that names the root of the caller's account. Source: seed. */
export const ROOT_ALIAS = -1n;

/** What may be fixed of a new node instead of being given to it. */
export interface Given {
  readonly id?: bigint | undefined;
  readonly date?: number | undefined;
}

/** All folders and files, found by id, and the rules about their names. */
export class Tree {
  readonly #nodes = new Map<bigint, NodeRecord>();

  constructor(
    private readonly ids: Ids,
    private readonly links: Links,
    private readonly now: () => number,
    private readonly mayShareName: boolean,
  ) {}

  node(id: bigint): NodeRecord | undefined {
    return this.#nodes.get(id);
  }

  /**
   * A folder of the account by id, also one in the recycle bin; -1 is the root.
   * @throws FolderNotFound
   */
  folder(account: Account, dirId: bigint): FolderRecord {
    if (dirId === ROOT_ALIAS) return account.root;
    const node = this.#nodes.get(dirId);
    if (node?.kind !== 'folder' || node.owner !== account) throw new FolderNotFound();
    return node;
  }

  /**
   * A file of the account by id, also one in the recycle bin.
   * @throws FileNotFound
   */
  file(account: Account, fileId: bigint): FileRecord {
    const node = this.#nodes.get(fileId);
    if (node?.kind !== 'file' || node.owner !== account) throw new FileNotFound();
    return node;
  }

  /** The folder at the top of an account. Its name is an assumption. */
  addRoot(owner: Account): FolderRecord {
    return this.#know(new FolderRecord({ ...this.#start('root', owner, {}), parent: undefined }));
  }

  addFolder(parent: FolderRecord, name: string, given: Given = {}): FolderRecord {
    const folder = this.#know(new FolderRecord({ ...this.#start(name, parent.owner, given), parent }));
    parent.children.add(folder);
    return folder;
  }

  addFile(parent: FolderRecord, name: string, stored: StoredBytes, given: Given = {}): FileRecord {
    const file = this.#know(new FileRecord({ ...this.#start(name, parent.owner, given), parent }, stored));
    parent.children.add(file);
    file.owner.space.take(file.size, inBin(parent) ? 'binned' : 'stored');
    return file;
  }

  /** The rules of createNewFolder. Source: wiki; the empty name: assumption. */
  createFolder(parent: FolderRecord, name: string): FolderRecord | Denial {
    if (inBin(parent)) return 'removed';
    if (name === '') return 'denied';
    if (parent.children.named('folder', name).length > 0) return 'exists';
    return this.addFolder(parent, name);
  }

  /** The rules of renameFolder (assumption, after createNewFolder). */
  renameFolder(folder: FolderRecord, name: string): FolderRecord | Denial {
    if (inBin(folder)) return 'removed';
    if (name === '' || !folder.parent) return 'denied';
    if (folder.parent.children.named('folder', name).some((other) => other !== folder)) return 'exists';
    return this.rename(folder, name);
  }

  /** The rules of renameFile (assumption, after createNewFolder). */
  renameFile(file: FileRecord, name: string): FileRecord | Denial {
    if (inBin(file) || name === '') return 'denied';
    const namesakes = this.mayShareName ? [] : file.parent.children.named('file', name);
    if (namesakes.some((other) => other !== file)) return 'exists';
    return this.rename(file, name);
  }

  /** Gives a new name to something that is not in the recycle bin itself. */
  rename<Node extends NodeRecord>(node: Node, name: string): Node {
    node.parent?.children.remove(node);
    node.name = name;
    node.nameKey = nameKey(name);
    node.parent?.children.add(node);
    return node;
  }

  /** Replaces the bytes of a file that is not in the recycle bin and returns the old ones. */
  update(file: FileRecord, stored: StoredBytes): StoredBytes {
    const old = file.stored;
    file.owner.space.giveBack(old.size, 'stored');
    file.owner.space.take(stored.size, 'stored');
    file.stored = stored;
    file.version += 1;
    file.date = this.now();
    return old;
  }

  /** Forgets a node that nothing lists any more. */
  forget(node: NodeRecord): void {
    this.#nodes.delete(node.id);
    this.links.forget(node);
  }

  /** The id for something that will be a node later. */
  reserveId(): bigint {
    return this.ids.next();
  }

  #start(name: string, owner: Account, given: Given) {
    const id = given.id ?? this.ids.next();
    return { id, name, owner, date: given.date ?? this.now(), code: this.links.allot(id) };
  }

  #know<Node extends NodeRecord>(node: Node): Node {
    this.#nodes.set(node.id, node);
    return node;
  }
}
