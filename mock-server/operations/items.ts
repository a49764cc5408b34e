import type { AccountItem } from '../../wsdl/contract.js';
import { type Base, pageLink } from '../world/addresses.js';
import { binSight, type FileNode, type FolderNode, inBin, type TreeNode } from '../world/nodes.js';
import type { CallContext } from './handler.js';

/** What an item is made with besides the node. */
type ItemContext = Pick<CallContext, 'base' | 'world'>;

/** A file or folder as an item. Which fields there are: wsdl. Parent 0 of the root: assumption. */
export function toItem(context: ItemContext, node: TreeNode): AccountItem {
  return describer(context)(node);
}

/** What an item says of the folders above its node. */
interface Marks {
  readonly removed: boolean;
  readonly shared: boolean;
}

/** Describes many nodes; each folder above them is looked at once. */
function describer(context: ItemContext): (node: TreeNode) => AccountItem {
  const { world } = context;
  const isShared = world.sharing.marks(world.assume['shared-mark']);
  const isRemoved = binSight();
  return (node) => {
    const marks = { removed: isRemoved(node), shared: isShared(node) };
    return node.kind === 'file' ? fileItem(context, node, marks) : folderItem(context, node, marks);
  };
}

function fileItem({ base }: ItemContext, file: FileNode, { removed, shared }: Marks): AccountItem {
  return {
    date: new Date(file.date),
    directory: false,
    downloadCount: file.downloadCount,
    downloadLink: pageLink(base, file),
    empty: false,
    id: file.id,
    md5: file.md5,
    name: file.name,
    parentId: file.parent.id,
    removed,
    shared,
    size: file.size,
    version: file.version,
  };
}

/** That it has no digest and version 1, and is empty without children: assumption. */
function folderItem(
  { base, world }: ItemContext,
  folder: FolderNode,
  { removed, shared }: Marks,
): AccountItem {
  return {
    date: new Date(folder.date),
    directory: true,
    downloadCount: 0,
    downloadLink: pageLink(base, folder),
    empty: folder.children.size === 0,
    id: folder.id,
    name: folder.name,
    parentId: folder.parent?.id ?? 0n,
    removed,
    shared,
    size: world.assume['folder-size'] === 'recursive' ? folder.size : 0n,
    version: 1,
  };
}

export function toItems(context: ItemContext, nodes: Iterable<TreeNode>): AccountItem[] {
  return Array.from(nodes, describer(context));
}

/** The page address of a file as its owner may have it: none while it is in the recycle bin (assumption). */
export function linkOf(base: Base, file: FileNode): string {
  return inBin(file) ? '' : pageLink(base, file);
}
