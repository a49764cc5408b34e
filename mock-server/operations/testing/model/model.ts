import { ROOT_ALIAS } from '../../../world/tree.js';
import {
  before,
  type ModelAccount,
  type ModelFile,
  type ModelFolder,
  type ModelNode,
  newFile,
  newFolder,
  type Verb,
} from './nodes.js';
import type { ModelUpload } from './upload.js';

/**
 * What the service should hold after the calls so far, as simple as can be: flat maps that are searched from end to
 * end. Written from the documented rules, so that it shares no mistake with the service.
 */
export class Model {
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

  /** Takes in a new account and gives its root folder. */
  addAccount(
    start: Pick<ModelAccount, 'login' | 'password' | 'quota' | 'maxFileSize' | 'root'>,
  ): ModelFolder {
    const owner = {
      ...start,
      keys: [],
      favorites: new Set<bigint>(),
      folderLinks: new Set<bigint>(),
      settings: new Map(),
      history: [],
    };
    const root = newFolder({ id: start.root, owner, name: 'root', parent: 0n });
    this.add(root);
    this.accounts.push(owner);
    return root;
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

  upload(me: ModelAccount, id: bigint): ModelUpload | undefined {
    const upload = this.uploads.get(id);
    return upload?.owner === me ? upload : undefined;
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

  /** What lies in a folder under this name, whatever the case of its letters. */
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

  /**
   * Takes in something new.
   * @throws Error when its id was given out before
   */
  add(node: ModelNode, verb: 'added' | 'copied' = 'added'): void {
    this.#refuseUsed(node.id);
    this.nodes.set(node.id, node);
    this.#happened(node, verb);
  }

  reserve(upload: ModelUpload): void {
    if (!upload.updates) this.#refuseUsed(upload.id);
    this.uploads.set(upload.id, upload);
  }

  rename(node: ModelNode, name: string): void {
    node.name = name;
    this.#happened(node, 'renamed');
  }

  move(node: ModelNode, target: ModelFolder): void {
    node.parent = target.id;
    this.#happened(node, 'moved');
  }

  /** Makes an upload whose bytes are all there a file, or the new content of one. */
  complete(upload: ModelUpload): void {
    const { id, owner, name, size, md5, updates } = upload;
    this.uploads.delete(id);
    if (updates) {
      Object.assign(updates, { size, md5, version: updates.version + 1 });
      this.#happened(updates, 'changed');
      if (name !== '') this.rename(updates, name);
    } else {
      this.add(newFile({ id, owner, name, size, md5, parent: upload.folder.id }));
    }
  }

  /** Moves something to the recycle bin; what was being uploaded there is given up. */
  bin(node: ModelNode): void {
    this.#cancelIn(node);
    node.binned = true;
    this.#happened(node, 'removed');
  }

  /** Brings a file back to its folder, or to the root when that is gone or removed itself. */
  restore(file: ModelFile): void {
    if (!this.inBin(file)) return;
    file.binned = false;
    if (!this.openFolder(file.owner, file.parent)) file.parent = file.owner.root;
    this.#happened(file, 'restored');
  }

  /** Deletes something for good. What was binned out of it before stays in the recycle bin. */
  purge(node: ModelNode): void {
    this.#cancelIn(node);
    if (!this.inBin(node)) this.#happened(node, 'removed');
    for (const gone of [...this.below(node), node]) {
      this.nodes.delete(gone.id);
      this.dead.add(gone.id);
    }
  }

  cancel(upload: ModelUpload): void {
    this.uploads.delete(upload.id);
    if (!upload.updates) this.dead.add(upload.id);
  }

  #cancelIn(node: ModelNode): void {
    for (const upload of [...this.uploads.values()]) {
      const place = upload.updates ?? upload.folder;
      if (this.isWithin(place, node)) this.cancel(upload);
    }
  }

  #happened({ id, kind, owner, parent }: ModelNode, verb: Verb): void {
    if (parent !== 0n) owner.history.push({ id, change: `${kind}-${verb}`, parent });
  }

  #refuseUsed(id: bigint): void {
    const used = this.nodes.has(id) || this.uploads.has(id) || this.dead.has(id);
    if (used || id <= 0n) throw new Error(`The id ${id} is no new one.`);
  }
}

function sum(items: readonly { readonly size: bigint }[]): bigint {
  return items.reduce((total, { size }) => total + size, 0n);
}
