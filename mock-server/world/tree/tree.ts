import type { Account } from '../accounts/accounts.js';
import type { Holdings } from '../accounts/holdings.js';
import { FileNotFound, FolderNotFound } from '../errors.js';
import type { StoredBytes } from '../nodes.js';
import type { Content } from '../platform.js';
import { FileRecord, FolderRecord, type NodeRecord } from '../records.js';
import type { Links } from '../sharing/links.js';
import { finishInTurns, finishSoon, inSteps } from '../turn.js';
import { History, type Source } from './history.js';
import { IdMap } from './id-map.js';
import type { Ids } from './ids.js';
import { nameKey } from './listing.js';
import { OutOfSight, type Staged } from './out-of-sight.js';
import { contentsOf, eachWithin, inBin } from './walk.js';

/** The id that names the root of the caller's account. Source: howto. */
export const ROOT_ALIAS = -1n;

/** Fields of a new node that the caller may choose. */
export interface Given {
  readonly id?: bigint | undefined;
  readonly date?: number | undefined;
  /** What it is a copy of. */
  readonly copyOf?: NodeRecord | undefined;
}

/**
 * All folders and files, found by id, and the only place where they change: every change keeps listings, sizes and
 * used space in step and writes its entry into the history.
 */
export class Tree {
  readonly history: History;
  #nodes = new IdMap<NodeRecord>();
  /** On its way in or out. */
  readonly outOfSight = new OutOfSight();

  constructor(
    readonly ids: Ids,
    private readonly links: Links,
    private readonly now: () => number,
    private readonly rootName: string,
    private readonly holdings: Holdings,
  ) {
    this.history = new History(now, (id) => this.#nodes.get(id));
  }

  /** How many files and folders there are. */
  get size(): number {
    return this.#nodes.size;
  }

  node(id: bigint): NodeRecord | undefined {
    const node = this.#nodes.get(id);
    return node && this.outOfSight.has(node) ? undefined : node;
  }

  /**
   * A folder of the account by id, also one in the recycle bin; -1 is the root.
   * @throws FolderNotFound
   */
  folder(account: Account, dirId: bigint): FolderRecord {
    if (dirId === ROOT_ALIAS) return account.root;
    const node = this.node(dirId);
    if (node?.kind !== 'folder' || node.owner !== account) throw new FolderNotFound();
    return node;
  }

  /**
   * A file of the account by id, also one in the recycle bin.
   * @throws FileNotFound
   */
  file(account: Account, fileId: bigint): FileRecord {
    const node = this.node(fileId);
    if (node?.kind !== 'file' || node.owner !== account) throw new FileNotFound();
    return node;
  }

  /** The folder at the top of an account. */
  addRoot(owner: Account): FolderRecord {
    return this.#know(new FolderRecord({ ...this.#start(this.rootName, owner, {}), parent: undefined }));
  }

  addFolder(parent: FolderRecord, name: string, given: Given = {}): FolderRecord {
    const folder = this.#know(new FolderRecord({ ...this.#start(name, parent.owner, given), parent }));
    this.#list(folder, parent);
    this.#recordArrival(folder, given);
    return folder;
  }

  addFile(parent: FolderRecord, name: string, stored: StoredBytes, given: Given = {}): FileRecord {
    const file = this.#know(new FileRecord({ ...this.#start(name, parent.owner, given), parent }, stored));
    if (given.copyOf) this.holdings.share(stored.content);
    this.#list(file, parent);
    file.owner.space.take(file.size, inBin(parent) ? 'binned' : 'stored');
    this.#recordArrival(file, given);
    return file;
  }

  /** Gives a new name to something that is not in the recycle bin itself. */
  rename<Node extends NodeRecord>(node: Node, name: string): Node {
    node.parent?.children.remove(node);
    node.name = name;
    node.nameKey = nameKey(name);
    node.parent?.children.add(node);
    this.history.record(node, 'renamed');
    return node;
  }

  /** Puts something into another folder of its account. Neither of them is in the recycle bin. */
  move(node: NodeRecord, parent: FolderRecord, name = node.name): void {
    const source: Source = { node, parent: node.parent };
    this.#unlist(node);
    node.name = name;
    node.nameKey = nameKey(name);
    this.#list(node, parent);
    this.history.record(node, 'moved', source);
  }

  /** Replaces the bytes of a file that is not in the recycle bin; the old ones stay as an older version. */
  update(file: FileRecord, stored: StoredBytes): void {
    file.older.push({ stored: file.stored, date: file.date });
    this.#grow(file.parent, stored.size - file.size);
    file.owner.space.giveBack(file.size, 'stored');
    file.owner.space.take(stored.size, 'stored');
    file.stored = stored;
    file.date = this.now();
    this.history.record(file, 'changed');
  }

  /** Moves a node into the recycle bin. Not for a root, nor for a node in it. */
  remove(node: NodeRecord): void {
    this.#unlist(node);
    node.removed = true;
    node.owner.bin.add(node);
    node.owner.space.move(node.size, 'stored', 'binned');
    this.history.record(node, 'removed');
  }

  /** Brings a file back from the recycle bin, or out of a folder there. */
  restore(file: FileRecord, parent: FolderRecord): void {
    this.#unlist(file);
    file.removed = false;
    this.#list(file, parent);
    file.owner.space.move(file.size, 'binned', 'stored');
    this.history.record(file, 'restored');
  }

  /**
   * Deletes a node for good, with everything in it. Not for a root. What was in the recycle bin has left the
   * history already. Nothing of it can be found from now on; the cleaning up runs in turns.
   * @param visit is called with each file and folder that goes
   */
  async purge(node: NodeRecord, visit: (gone: NodeRecord) => void): Promise<void> {
    const wasThere = !inBin(node);
    this.#unlist(node);
    node.owner.space.giveBack(node.size, wasThere ? 'stored' : 'binned');
    if (wasThere) this.history.record(node, 'removed');
    const released: Content[] = [];
    const going = inSteps(eachWithin(node), (gone) => {
      visit(gone);
      this.#nodes.delete(gone.id);
      this.links.forget(gone);
      if (gone.kind === 'folder') this.history.bury(gone);
      else released.push(...contentsOf([gone]));
    });
    this.outOfSight.hide(node);
    await this.outOfSight.whole(finishSoon(going));
    this.outOfSight.reveal(node);
    await this.holdings.releaseAll(released);
  }

  /**
   * Makes a copy that is invisible before `show`. It shares the bytes, begins at version 1 and has the same description.
   * @param parent the copy of the folder that the original is in; undefined for what goes into the target itself
   */
  stage(original: NodeRecord, target: FolderRecord, parent: FolderRecord | undefined): NodeRecord {
    const copy = this.#copyOf(original, this.#start(original.name, target.owner, {}), target, parent);
    if (copy.kind === 'file') this.holdings.share(copy.content);
    if (parent) this.#list(copy, parent);
    else this.outOfSight.hide(copy);
    return this.#know(copy);
  }

  /** Shows copies in their folder, all at once, under names that are free there. */
  show(staged: Staged, target: FolderRecord, nameOf: (top: NodeRecord) => string): void {
    for (const copy of staged.tops) {
      this.outOfSight.reveal(copy);
      copy.name = nameOf(copy);
      copy.nameKey = nameKey(copy.name);
      this.#list(copy, target);
      target.owner.space.take(copy.size, 'stored');
    }
    for (const [{ original: copyOf }, copy] of staged.copies) this.#recordArrival(copy, { copyOf });
  }

  /** Discards copies that were not shown. */
  async unstage({ copies, tops }: Staged): Promise<void> {
    await finishInTurns(
      inSteps(copies.values(), (copy) => {
        this.#nodes.delete(copy.id);
        this.links.forget(copy);
      }),
    );
    for (const copy of tops) this.outOfSight.reveal(copy);
    await this.holdings.releaseAll(contentsOf(copies.values()));
  }

  #copyOf(
    original: NodeRecord,
    start: Pick<FileRecord, 'id' | 'name' | 'owner' | 'date' | 'code'>,
    target: FolderRecord,
    parent: FolderRecord | undefined,
  ): NodeRecord {
    if (original.kind === 'folder') {
      const folder = new FolderRecord({ ...start, parent });
      folder.description = original.description;
      return folder;
    }
    const file = new FileRecord({ ...start, parent: parent ?? target }, original.stored);
    file.description = original.description;
    return file;
  }

  /** The id for something that will be a node later: the next one, or the first free one from an id on. */
  reserveId(from?: bigint): bigint {
    return from === undefined ? this.ids.next() : this.ids.nextFrom(from);
  }

  /** Everything there is, the roots too, in no particular order. */
  [Symbol.iterator](): IterableIterator<NodeRecord> {
    return this.#nodes.values();
  }

  /** Restores a saved node. Its folder is there already, and its bytes have holders. */
  takeIn<Node extends NodeRecord>(node: Node): Node {
    this.links.load(node);
    if (node.kind === 'file') {
      for (const content of contentsOf([node])) this.holdings.share(content);
      node.owner.space.take(node.size, inBin(node) ? 'binned' : 'stored');
    }
    if (node.removed) node.owner.bin.add(node);
    else if (node.parent) this.#list(node, node.parent);
    return this.#know(node);
  }

  /** Discards everything and releases all bytes. */
  async discard(): Promise<void> {
    const nodes = this.#nodes;
    this.#nodes = new IdMap();
    await this.holdings.releaseAll(contentsOf(nodes.values()));
  }

  #start(name: string, owner: Account, given: Given) {
    const id = given.id ?? this.ids.next();
    return { id, name, owner, date: given.date ?? this.now(), code: this.links.allot(id) };
  }

  #know<Node extends NodeRecord>(node: Node): Node {
    this.#nodes.set(node.id, node);
    return node;
  }

  #recordArrival(node: NodeRecord, { copyOf }: Given): void {
    if (!copyOf) {
      this.history.record(node, 'added');
      return;
    }
    // The place of a node in another account is private.
    const parent = copyOf.owner === node.owner ? copyOf.parent : undefined;
    this.history.record(node, 'copied', { node: copyOf, parent });
  }

  #list(node: NodeRecord, parent: FolderRecord): void {
    node.parent = parent;
    parent.children.add(node);
    this.#grow(parent, node.size);
  }

  #unlist(node: NodeRecord): void {
    if (node.removed) {
      node.owner.bin.remove(node);
      return;
    }
    node.parent?.children.remove(node);
    this.#grow(node.parent, -node.size);
  }

  /** A node in the recycle bin is no part of its former folder. */
  #grow(folder: FolderRecord | undefined, bytes: bigint): void {
    if (bytes === 0n) return;
    for (let here = folder; here; here = here.removed ? undefined : here.parent) here.size += bytes;
  }
}
