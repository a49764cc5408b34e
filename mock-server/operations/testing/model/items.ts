import type { Model } from './model.js';
import type { ModelNode } from './nodes.js';
import { isShared } from './sharing.js';

/** What the service reports for a file or folder, as far as the model knows it. */
export function itemOf(model: Model, node: ModelNode) {
  const { id, name, parent: parentId } = node;
  const removed = model.inBin(node);
  // The mark does not matter in the recycle bin, where the folder that decides may be gone.
  const mark = removed ? {} : { shared: isShared(model, node) };
  const item = { id, name, parentId, removed, size: model.sizeOf(node), ...mark };
  if (node.kind === 'folder')
    return { ...item, directory: true, empty: model.childrenOf(node).length === 0, version: 1 };
  const { md5, version, downloads: downloadCount } = node;
  return { ...item, directory: false, empty: false, md5, version, downloadCount };
}

export const itemsOf = (model: Model, nodes: readonly ModelNode[]) =>
  nodes.map((node) => itemOf(model, node));
