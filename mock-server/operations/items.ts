import type { AccountItem } from '../../wsdl/contract.js';
import {
  type Base,
  binSight,
  type FileNode,
  type FolderNode,
  inBin,
  pageLink,
  type TreeNode,
} from '../world/index.js';
import type { Answer, CallContext } from './handler.js';
import { type List, listOf } from './list.js';

/** The context of an item besides the node. */
type ItemContext = Pick<CallContext, 'base' | 'world'>;

/** A file or folder as an item. Which fields there are: wsdl. Parent 0 of the root: assumption. */
export function toItem(context: ItemContext, node: TreeNode): Answer<AccountItem> {
  const item = (): AccountItem => itemOf(context.base, factsOf(context)(node));
  return unknownDigests([node])?.then(item) ?? item();
}

/** Files and folders as items; a long list makes them while it is written. */
export function toItems(context: ItemContext, nodes: readonly TreeNode[]): Answer<List<AccountItem>> {
  const list = (): List<AccountItem> =>
    listOf(nodes, factsOf(context), (facts) => itemOf(context.base, facts));
  return unknownDigests(nodes)?.then(list) ?? list();
}

/** Fulfilled once the digests of all files are known; undefined when they are, which is nearly always. */
function unknownDigests(nodes: readonly TreeNode[]): Promise<unknown> | undefined {
  const waiting = new Set<Promise<void>>();
  for (const node of nodes) if (node.kind === 'file' && node.whenKnown) waiting.add(node.whenKnown);
  return waiting.size === 0 ? undefined : Promise.all(waiting);
}

/** The facts of an item, taken from a node that may change before the item is made. */
interface ItemFacts extends Omit<AccountItem, 'date' | 'downloadLink'> {
  readonly node: Pick<TreeNode, 'kind' | 'code'>;
  readonly name: string;
  /** In milliseconds since 1970. */
  readonly time: number;
}

/** Looks at many nodes; each folder above them is looked at once. */
function factsOf({ world }: ItemContext): (node: TreeNode) => ItemFacts {
  const isShared = world.sharing.marks(world.assume['shared-mark']);
  const isRemoved = binSight();
  const sizeOf =
    world.assume['folder-size'] === 'recursive' ? ({ size }: FolderNode): bigint => size : () => 0n;
  return (node) => {
    const removed = isRemoved(node);
    const shared = isShared(node);
    return node.kind === 'file'
      ? fileFacts(node, removed, shared)
      : folderFacts(node, removed, shared, sizeOf(node));
  };
}

function fileFacts(file: FileNode, removed: boolean, shared: boolean): ItemFacts {
  return {
    node: file,
    time: file.date,
    directory: false,
    downloadCount: file.downloadCount,
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
function folderFacts(folder: FolderNode, removed: boolean, shared: boolean, size: bigint): ItemFacts {
  return {
    node: folder,
    time: folder.date,
    directory: true,
    downloadCount: 0,
    empty: folder.children.size === 0,
    id: folder.id,
    name: folder.name,
    parentId: folder.parent?.id ?? 0n,
    removed,
    shared,
    size,
    version: 1,
  };
}

function itemOf(base: Base, facts: ItemFacts): AccountItem {
  const { node, time, md5, name } = facts;
  const item: { -readonly [Name in keyof AccountItem]: AccountItem[Name] } = {
    date: new Date(time),
    directory: facts.directory,
    downloadCount: facts.downloadCount,
    downloadLink: pageLink(base, { kind: node.kind, code: node.code, name }),
    empty: facts.empty,
    id: facts.id,
    name,
    parentId: facts.parentId,
    removed: facts.removed,
    shared: facts.shared,
    size: facts.size,
    version: facts.version,
  };
  // Not by spreading: a long listing would take 1.3 times as long.
  if (md5 !== undefined) item.md5 = md5;
  return item;
}

/** The page address of a file as its owner may have it: none while it is in the recycle bin (assumption). */
export function linkOf(base: Base, file: FileNode): string {
  return inBin(file) ? '' : pageLink(base, file);
}
