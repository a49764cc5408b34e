import type { Assumptions } from '../assumptions/assumptions.js';
import type { FileNode, FolderNode, TreeNode } from '../nodes.js';
import { isMusic } from '../tree/file-kinds.js';
import { eachBelow } from '../tree/walk.js';

/**
 * The music of a folder in the order of its listing; that of subfolders comes first where it counts (assumption).
 * @param isOpen which files may be in the list
 */
export function* musicOf(
  folder: FolderNode,
  scope: Assumptions['playlist-scope'],
  isOpen: (node: TreeNode) => boolean,
): Generator<FileNode> {
  for (const node of scope === 'tree' ? eachBelow(folder) : folder.children)
    if (node.kind === 'file' && isMusic(node) && isOpen(node)) yield node;
}
