import type { AccountItem, AccountItemArray } from '../../../../wsdl/contract.js';
import { isFile, type ModelNode, quoted } from '../../model/node.js';

/** How the item of something differs from what it must be: `has the size 4, not 5`. Undefined when it does not. */
export function itemMistake(item: AccountItem, node: ModelNode): string | undefined {
  const { id, name, parent, is } = node;
  if (item.id !== id) return `has the id ${item.id}, not ${id}`;
  if (item.directory === isFile(node)) return `is told to be a ${item.directory ? 'folder' : 'file'}`;
  if (item.name !== name) return `has the name ${JSON.stringify(item.name)}`;
  if (parent && item.parentId !== parent.id) return `has the parent ${item.parentId}, not ${parent.id}`;
  if (isFile(node) && item.size !== BigInt(node.content.size))
    return `has the size ${item.size}, not ${node.content.size}`;
  if (item.removed !== (is === 'bin')) return `is told to be ${item.removed ? '' : 'not '}removed`;
  return undefined;
}

/** What is wrong with a list of all these, in whatever order: `"a.txt" (id 5) is missing`. Undefined when nothing is. */
export function listMistake(items: AccountItemArray, nodes: readonly ModelNode[]): string | undefined {
  const listed = new Map<string, AccountItem>();
  for (const item of items) {
    if (item === null) return 'there is an entry without an item';
    if (listed.has(keyOf(item))) return `${shown(item)} is there twice`;
    listed.set(keyOf(item), item);
  }
  for (const node of nodes) {
    const item = listed.get(keyOfNode(node));
    if (!item) return `${shown(node)} is missing`;
    const mistake = itemMistake(item, node);
    if (mistake !== undefined) return `${shown(node)} ${mistake}`;
    listed.delete(keyOfNode(node));
  }
  const [strange] = listed.values();
  return strange && `there is ${shown(strange)}, which must not be there`;
}

/** Nobody knows whether a file and a folder can have the same id. */
const keyOf = ({ id, directory }: Pick<AccountItem, 'id' | 'directory'>): string =>
  `${directory ? 'folder' : 'file'} ${id}`;
const keyOfNode = (node: ModelNode): string => keyOf({ id: node.id, directory: !isFile(node) });

/** Those of some files and folders. */
export const itemsOf = (items: AccountItemArray, nodes: readonly ModelNode[]): AccountItemArray => {
  const keys = new Set(nodes.map(keyOfNode));
  return items.filter((item) => item !== null && keys.has(keyOf(item)));
};

const shown = ({ id, name = '' }: { readonly id: bigint; readonly name?: string }): string =>
  `${quoted({ name })} (id ${id})`;
