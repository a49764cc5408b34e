import type { OperationName } from '../../../../wsdl/contract.js';
import type { Assumptions } from '../../../world/assumptions/assumptions.js';
import { ROOT_ALIAS } from '../../../world/tree/tree.js';
import { before, type ModelAccount, type ModelFile, type ModelFolder, type ModelNode } from './nodes.js';
import { OPENING } from './sharing.js';
import type { ModelUpload } from './upload.js';

/** What there should be, as simple as can be: flat maps that are searched from end to end. */
export class State {
  constructor(private readonly foreign: Assumptions['foreign-access']) {}

  readonly accounts: ModelAccount[] = [];
  readonly nodes = new Map<bigint, ModelNode>();
  readonly uploads = new Map<bigint, ModelUpload>();
  /** Ids that were something once, and must never be anything again. */
  readonly dead = new Set<bigint>();
  /** The address of the page of everything that was ever seen, by id. */
  readonly links = new Map<bigint, string>();
  /** The generated passwords of folders, as far as they were asked for. */
  readonly passwords = new Map<bigint, string>();
  readonly dataCenters = [188, 236];

  account(pick: number): ModelAccount {
    const account = this.accounts[pick % this.accounts.length];
    if (!account) throw new Error('A run needs an account.');
    return account;
  }

  file(me: ModelAccount, id: bigint): ModelFile | undefined {
    const node = this.nodes.get(id);
    return node?.kind === 'file' && node.owner === me ? node : undefined;
  }

  folder(me: ModelAccount, id: bigint): ModelFolder | undefined {
    const node = this.nodes.get(id === ROOT_ALIAS ? me.root : id);
    return node?.kind === 'folder' && node.owner === me ? node : undefined;
  }

  /** A folder that can be looked into. */
  openFolder(me: ModelAccount, id: bigint): ModelFolder | undefined {
    const folder = this.folder(me, id);
    return folder && !this.inBin(folder) ? folder : undefined;
  }

  /** All folders that can be looked into. */
  openFoldersOf(me: ModelAccount): ModelFolder[] {
    return this.ownedBy(me)
      .filter((node) => node.kind === 'folder')
      .filter((folder) => !this.inBin(folder));
  }

  /**
   * Whether an operation may be called. Those that open folders of others are left out where that gives rights: the
   * model knows nothing of such rights, which have separate tests.
   */
  isModelled(name: OperationName): boolean {
    return this.foreign === 'never' || !OPENING.includes(name);
  }

  upload(me: ModelAccount, id: bigint): ModelUpload | undefined {
    const upload = this.uploads.get(id);
    return upload?.owner === me ? upload : undefined;
  }

  /** The favorites that are shown: those in the recycle bin stay some, but are not. */
  favoritesOf(me: ModelAccount): ModelFile[] {
    const files = [...me.favorites].map((id) => this.file(me, id)).filter((file) => file !== undefined);
    return files.filter((file) => !this.inBin(file));
  }

  /** What an address leads to: anybody's file or folder, but none in the recycle bin. */
  linked(link: string): ModelNode | undefined {
    const [id = 0n] = [...this.links].find(([, known]) => known === link) ?? [];
    const node = this.nodes.get(id);
    return node && !this.inBin(node) ? node : undefined;
  }

  uploadsOf(me: ModelAccount): ModelUpload[] {
    return [...this.uploads.values()].filter(({ owner }) => owner === me);
  }

  ownedBy(me: ModelAccount): ModelNode[] {
    return [...this.nodes.values()].filter(({ owner }) => owner === me);
  }

  /** What a folder lists, in its order; of a folder in the recycle bin, what it would list. */
  childrenOf(folder: ModelNode): ModelNode[] {
    return [...this.nodes.values()]
      .filter(({ parent, binned }) => parent === folder.id && !binned)
      .sort(before);
  }

  below(folder: ModelNode): ModelNode[] {
    return this.childrenOf(folder).flatMap((child) => [child, ...this.below(child)]);
  }

  filesOf(node: ModelNode): ModelFile[] {
    return [node, ...this.below(node)].filter((found) => found.kind === 'file');
  }

  /** The entries of the recycle bin, in the order of a listing. */
  binOf(me: ModelAccount): ModelNode[] {
    return this.ownedBy(me)
      .filter(({ binned }) => binned)
      .sort(before);
  }

  inBin(node: ModelNode): boolean {
    const parent = this.nodes.get(node.parent);
    return node.binned || (parent !== undefined && this.inBin(parent));
  }

  isWithin(node: ModelNode, folder: ModelNode): boolean {
    const parent = this.nodes.get(node.parent);
    return node === folder || (parent !== undefined && this.isWithin(parent, folder));
  }

  /** What lies in a folder under this name, without regard to case. */
  named(folder: ModelNode, kind: ModelNode['kind'], name: string): ModelNode[] {
    return this.childrenOf(folder).filter(
      (child) => child.kind === kind && child.name.toLowerCase() === name.toLowerCase(),
    );
  }

  /** Limit less files, recycle bin and reservations. */
  freeSpace(me: ModelAccount): bigint {
    const files = this.ownedBy(me).filter((node) => node.kind === 'file');
    const free = me.quota - sum(files) - sum(this.uploadsOf(me));
    return free > 0n ? free : 0n;
  }

  sizeOf(node: ModelNode): bigint {
    return sum(this.filesOf(node));
  }
}

function sum(items: readonly { readonly size: bigint }[]): bigint {
  return items.reduce((total, { size }) => total + size, 0n);
}
