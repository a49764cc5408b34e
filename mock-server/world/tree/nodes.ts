import type { Account } from '../accounts/accounts.js';
import type { Content } from '../platform.js';
import type { BytesKeeper, References } from '../state/references.js';
import type { FileDescription, FolderDescription } from './descriptions.js';
import { type Listed, Listing, nameKey, type ReadonlyListing } from './listing.js';

/** Bytes that do not change any more, with their size in bytes (64-bit) and MD5 in lower-case hex. */
export interface StoredBytes {
  readonly content: Content;
  readonly size: bigint;
  /** Computed when it is asked for, where `whenKnown` is there. */
  readonly md5: string;
  /** Set while `md5` would take long: fulfilled once it is known. It is computed meanwhile, and others have their turn. */
  readonly whenKnown?: Promise<void> | undefined;
}

interface NodeFields extends Listed {
  readonly name: string;
  readonly owner: Account;
  /** Lies in the recycle bin itself; `inBin` tells whether something above it does. */
  readonly removed: boolean;
  /** When it was made or last changed, in milliseconds since 1970. */
  readonly date: number;
  /** The part of its addresses that stands for it. */
  readonly code: string;
}

/** Bytes that a file had before an update. */
export interface OldVersion {
  readonly stored: StoredBytes;
  /** When the file got these bytes, in milliseconds since 1970. */
  readonly date: number;
}

/** A file that can be seen: unfinished uploads are none. */
export interface FileNode extends NodeFields, StoredBytes {
  readonly kind: 'file';
  /** Its folder; of a removed file, the one it was in. */
  readonly parent: FolderNode;
  /** 1, and one more for every update. */
  readonly version: number;
  /** What it was before each update, the first version first. It uses up no space (assumption). */
  readonly older: readonly OldVersion[];
  readonly downloadCount: number;
  readonly description: FileDescription;
}

export interface FolderNode extends NodeFields {
  readonly kind: 'folder';
  /** Undefined for the root of an account. */
  readonly parent: FolderNode | undefined;
  readonly children: ReadonlyListing<FileNode | FolderNode>;
  readonly description: FolderDescription;
  /** Bytes of all files in and below it, 64-bit. */
  readonly size: bigint;
}

export type TreeNode = FileNode | FolderNode;

/** What makes a node; the rest follows from it. */
export interface NodeStart<Parent> {
  readonly id: bigint;
  readonly name: string;
  readonly parent: Parent;
  readonly owner: Account;
  readonly date: number;
  readonly code: string;
}

/** What is saved of a file or folder. Its owner is that of the folder it is in. */
interface NodeState {
  readonly id: bigint;
  readonly name: string;
  readonly date: number;
  readonly code: string;
  readonly removed: boolean;
}

/** All of a folder but what is in it, which names it as its parent. */
export interface FolderState extends NodeState {
  /** Undefined for the root of an account. */
  readonly parent?: bigint | undefined;
  readonly description?: FolderDescription | undefined;
}

/** All of a file. Numbers stand for the bytes. */
export interface FileState extends NodeState {
  readonly parent: bigint;
  readonly downloadCount: number;
  readonly description?: FileDescription | undefined;
  readonly bytes: number;
  readonly older: readonly { readonly bytes: number; readonly date: number }[];
}

/** What files and folders have that nobody has described; one object for all of them. */
const NO_DESCRIPTION = { description: '', keywords: '', comment: '', flags: [false, false] } as const;

/** A file as the world itself changes it. */
export class FileRecord implements FileNode {
  readonly kind = 'file';
  readonly id: bigint;
  readonly owner: Account;
  readonly code: string;
  name: string;
  nameKey: string;
  parent: FolderRecord;
  date: number;
  removed = false;
  downloadCount = 0;
  description: FileDescription = NO_DESCRIPTION;
  readonly older: OldVersion[] = [];

  constructor(
    start: NodeStart<FolderRecord>,
    public stored: StoredBytes,
  ) {
    this.id = start.id;
    this.owner = start.owner;
    this.code = start.code;
    this.name = start.name;
    this.nameKey = nameKey(start.name);
    this.parent = start.parent;
    this.date = start.date;
  }

  get version(): number {
    return this.older.length + 1;
  }

  get size(): bigint {
    return this.stored.size;
  }

  get md5(): string {
    return this.stored.md5;
  }

  get whenKnown(): Promise<void> | undefined {
    return this.stored.whenKnown;
  }

  get content(): Content {
    return this.stored.content;
  }

  save({ keepStored }: Pick<BytesKeeper, 'keepStored'>): FileState {
    const { id, name, parent, date, code, removed, downloadCount, stored, older } = this;
    const description = this.description === NO_DESCRIPTION ? undefined : this.description;
    const versions = older.map((one) => ({ bytes: keepStored(one.stored), date: one.date }));
    const bytes = keepStored(stored);
    return {
      id,
      name,
      parent: parent.id,
      date,
      code,
      removed,
      downloadCount,
      description,
      bytes,
      older: versions,
    };
  }

  load(state: FileState, { stored }: Pick<References, 'stored'>): void {
    this.removed = state.removed;
    this.downloadCount = state.downloadCount;
    this.description = state.description ?? NO_DESCRIPTION;
    this.older.push(...state.older.map(({ bytes, date }) => ({ stored: stored(bytes), date })));
  }
}

/** A folder as the world itself changes it. */
export class FolderRecord implements FolderNode {
  readonly kind = 'folder';
  readonly id: bigint;
  readonly owner: Account;
  readonly code: string;
  readonly children = new Listing<FileRecord | FolderRecord>();
  name: string;
  nameKey: string;
  parent: FolderRecord | undefined;
  date: number;
  size = 0n;
  removed = false;
  description: FolderDescription = NO_DESCRIPTION;

  constructor(start: NodeStart<FolderRecord | undefined>) {
    this.id = start.id;
    this.owner = start.owner;
    this.code = start.code;
    this.name = start.name;
    this.nameKey = nameKey(start.name);
    this.parent = start.parent;
    this.date = start.date;
  }

  save(): FolderState {
    const { id, name, parent, date, code, removed } = this;
    const { description, flags } = this.description;
    const texts = this.description === NO_DESCRIPTION ? undefined : { description, flags };
    return { id, name, parent: parent?.id, date, code, removed, description: texts };
  }

  load({ removed, description }: FolderState): void {
    this.removed = removed;
    this.description = description ?? NO_DESCRIPTION;
  }
}

export type NodeRecord = FileRecord | FolderRecord;

/** Whether the node or a folder above it lies in the recycle bin. For many nodes: `binSight`. */
export function inBin(node: TreeNode): boolean {
  for (let here: TreeNode | undefined = node; here; here = here.parent) if (here.removed) return true;
  return false;
}

/** The same for many nodes of a tree that does not change meanwhile: each folder is looked at once. */
export function binSight(): (node: TreeNode) => boolean {
  const within = inherited((folder) => (folder.removed ? true : undefined), false);
  return (node) => node.removed || (node.parent !== undefined && within(node.parent));
}

/**
 * What folders have from themselves or else from the nearest folder above that has it. Remembers each folder on the
 * way, so that n nodes below n levels take n steps and not their square. For a tree that does not change meanwhile.
 * @param own what a folder has from itself; undefined where the one above decides
 * @param none for folders where nothing up to the root decides
 */
export function inherited<Value extends NonNullable<unknown> | null>(
  own: (folder: FolderNode) => Value | undefined,
  none: Value,
): (folder: FolderNode) => Value {
  const known = new Map<FolderNode, Value>();
  return (folder) => {
    const path: FolderNode[] = [];
    let found: Value | undefined;
    for (let here: FolderNode | undefined = folder; here && found === undefined; here = here.parent) {
      found = known.get(here);
      if (found !== undefined) break;
      path.push(here);
      found = own(here);
    }
    const value = found ?? none;
    for (const each of path) known.set(each, value);
    return value;
  };
}

/** Whether a node is a folder itself or somewhere below it. */
export function isIn(node: TreeNode, folder: FolderNode): boolean {
  for (let here: TreeNode | undefined = node; here; here = here.parent) if (here === folder) return true;
  return false;
}

/** Everything below a folder, each folder before what it holds. */
export const below = (folder: FolderRecord): NodeRecord[] => [...eachBelow(folder)];

/** The same one by one, each as it is then. Not recursive: folders may nest without end. */
export function eachBelow(folder: FolderRecord): Generator<NodeRecord, void, undefined>;
export function eachBelow(folder: FolderNode): Generator<TreeNode, void, undefined>;
export function* eachBelow(folder: FolderNode): Generator<TreeNode, void, undefined> {
  const open: TreeNode[] = folder.children.all().toReversed();
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    if (node.kind === 'folder') for (const child of node.children.all().toReversed()) open.push(child);
  }
}

/** A file, or everything below a folder and at last itself. */
export function* eachWithin(node: NodeRecord): Generator<NodeRecord, void, undefined> {
  if (node.kind === 'folder') yield* eachBelow(node);
  yield node;
}

/** All bytes that files hold, those of their older versions, too. */
export function* contentsOf(nodes: Iterable<NodeRecord>): Generator<Content> {
  for (const node of nodes) {
    if (node.kind === 'folder') continue;
    for (const { stored } of node.older) yield stored.content;
    yield node.stored.content;
  }
}
