import type { Model } from './model.js';
import type { ModelNode } from './nodes.js';
import { sharedMark } from './sharing.js';

/** What the service tells of a file or folder, as far as the model knows it. */
export function itemOf(model: Model, node: ModelNode) {
  const { id, name, parent: parentId } = node;
  const shared = sharedMark(model, node);
  const mark = shared === undefined ? {} : { shared };
  const item = { id, name, parentId, removed: model.inBin(node), size: model.sizeOf(node), ...mark };
  if (node.kind === 'folder')
    return { ...item, directory: true, empty: model.childrenOf(node).length === 0, version: 1 };
  const { md5, version, downloads: downloadCount } = node;
  return { ...item, directory: false, empty: false, md5, version, downloadCount };
}

export const itemsOf = (model: Model, nodes: readonly ModelNode[]) =>
  nodes.map((node) => itemOf(model, node));
