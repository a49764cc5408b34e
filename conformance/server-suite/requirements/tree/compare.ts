import type { AccountItem, AccountItemArray } from '../../../../wsdl/contract.js';
import { bytesOf, digestOf } from '../../model/content.js';
import { isFile, type ModelFile, type ModelNode, quoted } from '../../model/node.js';
import type { ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { download } from '../links/direct-link.js';

/** The item of a file or folder, by getFileInfo or getDirInfo. @param requirement the one that a fault breaks */
export const itemOf = (
  probe: Probe,
  requirement: ServerRequirement,
  node: ModelNode,
): Promise<AccountItem> =>
  isFile(node)
    ? probe.value(requirement, 'getFileInfo', { fileId: node.id })
    : probe.value(requirement, 'getDirInfo', { dirId: node.id });

/**
 * Compares the item of a file or folder with the model.
 * @param subject begins the complaint: `After the move, "a.txt"`
 * @param should ends it
 */
export async function seeItem(
  probe: Probe,
  requirement: ServerRequirement,
  node: ModelNode,
  subject: string,
  should: string,
): Promise<AccountItem> {
  const item = await itemOf(probe, requirement, node);
  const mistake = itemMistake(item, node);
  probe.see(requirement, mistake === undefined, () => ({ did: `${subject} ${mistake}.`, should }));
  return item;
}

/** Downloads a file and compares its bytes with the model. @param page its `downloadLink` */
export async function seeBytes(
  probe: Probe,
  requirement: ServerRequirement,
  file: ModelFile,
  page: string | undefined,
): Promise<void> {
  const bytes = await download(probe, file, page);
  const expected = bytesOf(file.content);
  probe.see(requirement, digestOf(bytes) === digestOf(expected), () => ({
    did: `It sent ${bytes.length} bytes as the content of ${quoted(file)}: ${difference(bytes, expected)}.`,
    should: 'It should send the bytes that were uploaded.',
  }));
}

function difference(bytes: Uint8Array, expected: Uint8Array): string {
  if (bytes.length !== expected.length) return `the file has ${expected.length} bytes`;
  return `they differ from byte ${bytes.findIndex((byte, i) => byte !== expected[i])} on`;
}

/** How an item differs from the model: `has the size 4, not 5`. Undefined when it does not. */
export function itemMistake(item: AccountItem, node: ModelNode): string | undefined {
  const { id, name, parent, is } = node;
  if (item.id !== id) return `has the id ${item.id}, not ${id}`;
  if (item.directory === isFile(node)) return `is a ${item.directory ? 'folder' : 'file'}`;
  if (item.name !== name) return `has the name ${JSON.stringify(item.name)}`;
  if (parent && item.parentId !== parent.id) return `has the parent ${item.parentId}, not ${parent.id}`;
  if (isFile(node) && item.size !== BigInt(node.content.size))
    return `has the size ${item.size}, not ${node.content.size}`;
  if (item.removed !== (is === 'bin')) return `is ${item.removed ? '' : 'not '}marked as removed`;
  return undefined;
}

/** How a list differs from these files and folders, in any order: `"a.txt" (id 5) is missing`. Undefined when it does not. */
export function listMistake(items: AccountItemArray, nodes: readonly ModelNode[]): string | undefined {
  const listed = new Map<string, AccountItem>();
  for (const item of items) {
    if (item === null) return 'an entry has no item';
    if (listed.has(keyOf(item))) return `${shown(item)} is listed twice`;
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
  return strange && `${shown(strange)} must not be listed`;
}

/** The items that belong to some files and folders. */
export function itemsOf(items: AccountItemArray, nodes: readonly ModelNode[]): readonly AccountItem[] {
  const keys = new Set(nodes.map(keyOfNode));
  return items.filter((item) => item !== null).filter((item) => keys.has(keyOf(item)));
}

/** Whether a file and a folder can have the same id is not known. */
const keyOf = ({ id, directory }: Pick<AccountItem, 'id' | 'directory'>): string =>
  `${directory ? 'folder' : 'file'} ${id}`;
const keyOfNode = (node: ModelNode): string => keyOf({ id: node.id, directory: !isFile(node) });

const shown = ({ id, name = '' }: { readonly id: bigint; readonly name?: string }): string =>
  `${quoted({ name })} (id ${id})`;
