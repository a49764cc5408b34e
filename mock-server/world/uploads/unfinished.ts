import type { FolderNode } from '../nodes.js';
import type { FolderRecord, NodeRecord } from '../records.js';
import { IdMap } from '../tree/id-map.js';
import { eachBelow, inherited } from '../tree/walk.js';
import type { Upload } from './upload.js';

/** The uploads that are neither finished nor cancelled, by the id of their file and by what they end with. */
export class Unfinished {
  readonly #byId = new IdMap<Upload>();
  readonly #byTarget = new Map<NodeRecord, Set<Upload>>();

  get size(): number {
    return this.#byId.size;
  }

  get(fileId: bigint): Upload | undefined {
    return this.#byId.get(fileId);
  }

  [Symbol.iterator](): IterableIterator<Upload> {
    return this.#byId.values();
  }

  /** Those to a folder and everything below it, or the update of a file. */
  within(node: NodeRecord): Upload[] {
    if (this.#byTarget.size === 0) return [];
    if (node.kind === 'file') return this.at(node);
    // The smaller of two sets: the nodes below the folder, or the targets of uploads.
    const near: NodeRecord[] = [node];
    for (const inner of eachBelow(node)) {
      near.push(inner);
      if (near.length > this.#byTarget.size) return this.#amongAll(node);
    }
    return near.flatMap((each) => this.at(each));
  }

  /** Those to just this folder, or the update of a file. */
  at(node: NodeRecord): Upload[] {
    return [...(this.#byTarget.get(node) ?? [])];
  }

  #amongAll(top: FolderRecord): Upload[] {
    // A node in the recycle bin is no part of its former folder.
    const own = (folder: FolderNode): boolean | undefined =>
      folder === top || (folder.removed ? false : undefined);
    const isInside = inherited(own, false);
    return [...this.#byTarget].flatMap(([target, uploads]) => {
      const folder = target.kind === 'file' ? target.parent : target;
      return isInside(folder) ? [...uploads] : [];
    });
  }

  add(upload: Upload): void {
    this.#byId.set(upload.id, upload);
    this.#byTarget.set(upload.target, (this.#byTarget.get(upload.target) ?? new Set()).add(upload));
  }

  delete(upload: Upload): void {
    this.#byId.delete(upload.id);
    const beside = this.#byTarget.get(upload.target);
    beside?.delete(upload);
    if (beside?.size === 0) this.#byTarget.delete(upload.target);
  }
}
