import { IdMap } from './id-map.js';
import { below, type NodeRecord } from './nodes.js';
import type { Upload } from './upload.js';

/** The uploads that are neither finished nor cancelled, by the id of their file and by what they end with. */
export class Unfinished {
  readonly #byId = new IdMap<Upload>();
  readonly #byTarget = new Map<NodeRecord, Set<Upload>>();

  get(fileId: bigint): Upload | undefined {
    return this.#byId.get(fileId);
  }

  [Symbol.iterator](): IterableIterator<Upload> {
    return this.#byId.values();
  }

  /** Those to a folder and everything below it, or the update of a file. */
  within(node: NodeRecord): Upload[] {
    if (this.#byTarget.size === 0) return [];
    const nodes = node.kind === 'file' ? [node] : [node, ...below(node)];
    return nodes.flatMap((each) => [...(this.#byTarget.get(each) ?? [])]);
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
