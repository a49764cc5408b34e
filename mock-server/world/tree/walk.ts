import type { FolderNode, TreeNode } from '../nodes.js';
import type { Content } from '../platform.js';
import type { FolderRecord, NodeRecord } from '../records.js';

/** Whether the node or a folder above it lies in the recycle bin. For many nodes: `binSight`. */
export function inBin(node: TreeNode): boolean {
  for (let here: TreeNode | undefined = node; here; here = here.parent) if (here.removed) return true;
  return false;
}

/** The same for many nodes of a tree that does not change meanwhile: each folder is looked at once. */
export function binSight(): (node: TreeNode) => boolean {
  const within = inherited((folder) => (folder.removed ? true : undefined), false);
  return (node) => node.removed || (node.parent !== undefined && within(node.parent));
}

/**
 * A property that folders have themselves or inherit from the nearest folder above that has it. Remembers each folder on the
 * way, so that n nodes below n levels take n steps and not their square. For a tree that does not change meanwhile.
 * @param own what a folder has from itself; undefined where the one above decides
 * @param none for folders where nothing up to the root decides
 */
export function inherited<Value extends NonNullable<unknown> | null>(
  own: (folder: FolderNode) => Value | undefined,
  none: Value,
): (folder: FolderNode) => Value {
  const known = new Map<FolderNode, Value>();
  return (folder) => {
    const path: FolderNode[] = [];
    let found: Value | undefined;
    for (let here: FolderNode | undefined = folder; here && found === undefined; here = here.parent) {
      found = known.get(here);
      if (found !== undefined) break;
      path.push(here);
      found = own(here);
    }
    const value = found ?? none;
    for (const each of path) known.set(each, value);
    return value;
  };
}

/** Whether a node is a folder itself or somewhere below it. */
export function isIn(node: TreeNode, folder: FolderNode): boolean {
  for (let here: TreeNode | undefined = node; here; here = here.parent) if (here === folder) return true;
  return false;
}

/** Everything below a folder, each folder before what it holds. */
export const below = (folder: FolderRecord): NodeRecord[] => [...eachBelow(folder)];

/** The same one by one, each as it is then. Not recursive: folders may nest without end. */
export function eachBelow(folder: FolderRecord): Generator<NodeRecord, void, undefined>;
export function eachBelow(folder: FolderNode): Generator<TreeNode, void, undefined>;
export function* eachBelow(folder: FolderNode): Generator<TreeNode, void, undefined> {
  const open: TreeNode[] = folder.children.all().toReversed();
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    if (node.kind === 'folder') for (const child of node.children.all().toReversed()) open.push(child);
  }
}

/** A file, or everything below a folder and at last itself. */
export function* eachWithin(node: NodeRecord): Generator<NodeRecord, void, undefined> {
  if (node.kind === 'folder') yield* eachBelow(node);
  yield node;
}

/** All bytes that files hold, those of their older versions, too. */
export function* contentsOf(nodes: Iterable<NodeRecord>): Generator<Content> {
  for (const node of nodes) {
    if (node.kind === 'folder') continue;
    for (const { stored } of node.older) yield stored.content;
    yield node.stored.content;
  }
}
