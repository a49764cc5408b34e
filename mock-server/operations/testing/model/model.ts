import {
  type ModelAccount,
  type ModelFile,
  type ModelFolder,
  type ModelNode,
  newFile,
  newFolder,
  type Verb,
} from './nodes.js';
import { State } from './state.js';
import type { ModelUpload } from './upload.js';

/** What some settings are until they are chosen. */
const PRESETS = [
  [201, 'true'],
  [401, 'en'],
  [402, '50'],
  [403, ''],
] as const;

/**
 * What the service should hold after the calls so far. Written from the documented rules, so that it shares no mistake
 * with the service.
 */
export class Model extends State {
  /** Takes in a new account and gives its root folder. */
  addAccount(
    start: Pick<ModelAccount, 'login' | 'password' | 'quota' | 'maxFileSize' | 'root'>,
  ): ModelFolder {
    const owner = {
      ...start,
      keys: [],
      favorites: new Set<bigint>(),
      folderLinks: new Set<bigint>(),
      settings: new Map(PRESETS),
      history: [],
    };
    const root = newFolder({ id: start.root, owner, name: 'root', parent: 0n });
    this.add(root);
    this.accounts.push(owner);
    return root;
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
