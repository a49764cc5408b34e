import { createHash } from 'node:crypto';
import type { FileNode, FolderNode, TreeNode, WorldView } from '../../../mock-server/index.js';
import type { AccountObservation, HeldFile } from '../requirement.js';

/**
 * What an account holds, as it is stored: digests are made of the bytes themselves.
 * @throws Error when there is no such account, or what the storage throws
 */
export async function observeAccount(world: WorldView, login: string): Promise<AccountObservation> {
  const account = world.account(login);
  if (!account) throw new Error(`The account "${login}" is gone from the world of its case`);
  const { root } = account;
  const nodes = [...within(root)];
  const parentId = (parent: FolderNode | undefined): string =>
    parent === root || parent === undefined ? '-1' : String(parent.id);
  const files = nodes.filter((node) => node.kind === 'file');
  const folders = nodes.filter((node) => node.kind === 'folder');
  return {
    files: await Promise.all(files.map((file) => heldFile(file, parentId(file.parent)))),
    folders: folders.map(({ id, name, parent }) => ({ id: String(id), name, parentId: parentId(parent) })),
    unfinished: world.unfinishedUploads().map(({ id, name, fullSize, received }) => ({
      id: String(id),
      name,
      size: String(fullSize),
      received: String(received),
    })),
    freeSpace: String(world.freeSpace(account)),
  };
}

/** Everything below a folder that is not in the recycle bin. Cases have no deep trees. */
function* within(folder: FolderNode): Generator<TreeNode> {
  for (const node of folder.children) {
    if (node.removed) continue;
    yield node;
    if (node.kind === 'folder') yield* within(node);
  }
}

/** In bytes. No client of a case uploads so many; a listing may show a file that has more. */
export const LARGEST_DIGESTED = 2n ** 30n;
/** The digest that a larger file has here: that of no bytes. */
export const NO_DIGEST = createHash('md5').digest('hex');

async function heldFile(file: FileNode, parentId: string): Promise<HeldFile> {
  const { id, name, size, content } = file;
  const digest = createHash('md5');
  if (size <= LARGEST_DIGESTED) for await (const piece of content.read(0n, size)) digest.update(piece);
  return { id: String(id), name, parentId, size: String(size), md5: digest.digest('hex') };
}
