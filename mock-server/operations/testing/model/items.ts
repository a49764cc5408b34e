import type { Model } from './model.js';
import type { ModelNode } from './nodes.js';

/** What the service tells of a file or folder, as far as the model knows it. */
export function itemOf(model: Model, node: ModelNode) {
  const item = { id: node.id, name: node.name, parentId: node.parent, removed: model.inBin(node) };
  if (node.kind === 'folder')
    return { ...item, directory: true, empty: model.childrenOf(node).length === 0, version: 1 };
  const { size, md5, version, downloads: downloadCount } = node;
  return { ...item, directory: false, empty: false, size, md5, version, downloadCount };
}

export const itemsOf = (model: Model, nodes: readonly ModelNode[]) =>
  nodes.map((node) => itemOf(model, node));
