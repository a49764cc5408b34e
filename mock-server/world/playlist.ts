import type { Assumptions } from './assumptions.js';
import { isMusic } from './file-kinds.js';
import { below, type FileNode, type FolderNode } from './nodes.js';

/** The music of a folder in the order of its listing; that of subfolders comes first where it counts (assumption). */
export function* musicOf(folder: FolderNode, scope: Assumptions['playlist-scope']): Generator<FileNode> {
  for (const node of scope === 'tree' ? below(folder) : folder.children)
    if (node.kind === 'file' && isMusic(node)) yield node;
}
