import type { AccountItem } from '../../wsdl/contract.js';
import { pageLink } from '../world/addresses.js';
import { type FileNode, inBin, type TreeNode } from '../world/nodes.js';

/**
 * A file or folder as an item. Which fields there are: wsdl. That a folder has no digest, size 0 and version 1, that
 * `empty` means a folder without children, and parent 0 of the root: assumption.
 */
export function toItem(base: string, node: TreeNode): AccountItem {
  const isFile = node.kind === 'file';
  const item = {
    date: new Date(node.date),
    directory: !isFile,
    downloadCount: isFile ? node.downloadCount : 0,
    downloadLink: pageLink(base, node),
    empty: !isFile && node.children.size === 0,
    id: node.id,
    name: node.name,
    parentId: node.parent?.id ?? 0n,
    removed: inBin(node),
    // Sharing is not there yet: everything is private.
    shared: false,
    size: isFile ? node.size : 0n,
    version: isFile ? node.version : 1,
  };
  return isFile ? { ...item, md5: node.md5 } : item;
}

export function toItems(base: string, nodes: Iterable<TreeNode>): AccountItem[] {
  return Array.from(nodes, (node) => toItem(base, node));
}

/** The page address of a file as its owner may have it: none while it is in the recycle bin (assumption). */
export function linkOf(base: string, file: FileNode): string {
  return inBin(file) ? '' : pageLink(base, file);
}
