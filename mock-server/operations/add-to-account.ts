import {
  AccessDenied,
  type Account,
  type FileRecord,
  type FolderRecord,
  inBin,
  type NodeRecord,
  type World,
  WorldError,
} from '../world/index.js';
import type { Answer, SignedInCall } from './handler.js';

/**
 * Adds the file or folder behind an address to a folder of the account: a file as a copy that shares its bytes, a folder as
 * a link or a copy (all of it: assumption).
 * @returns an empty text, or the complaint about the address or the free space
 * @throws FolderNotFound when the account has no such folder
 */
export function addToAccount({ world, account }: SignedInCall, dirId: bigint, link: string): Answer<string> {
  const target = world.tree.folder(account, dirId);
  if (inBin(target)) return 'The folder to add to is in the recycle bin.';
  try {
    const node = world.links.resolve(link);
    return node.kind === 'folder'
      ? addFolder(world, account, target, node)
      : addFile(world, account, target, node);
  } catch (error) {
    if (error instanceof WorldError) return error.message;
    throw error;
  }
}

function addFile(world: World, account: Account, target: FolderRecord, file: FileRecord): Answer<string> {
  if (!world.access.mayTake(account, file)) throw new AccessDenied();
  return world.paste.paste({ target, nodes: [file], move: false });
}

/** The address contains the generated password; the owner's, if any, must have been given before. */
function addFolder(
  world: World,
  account: Account,
  target: FolderRecord,
  folder: FolderRecord,
): Answer<string> {
  if (folder.owner === account) return 'The folder is in your account already.';
  const chosen = world.sharing.hasOpened(account, folder) ? undefined : '';
  world.sharedAccess.open(account, folder, { chosen });
  if (world.assume['added-folder'] === 'link') {
    world.folderLinks.add(account, folder);
    return '';
  }
  const sees = (node: NodeRecord) => world.sharing.hasOpened(account, node);
  return world.paste.paste({ target, nodes: [folder], move: false, sees });
}
