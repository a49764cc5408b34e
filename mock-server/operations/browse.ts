import { FolderNotFound } from '../world/errors.js';
import { below, type FolderRecord, inBin } from '../world/nodes.js';
import { type Handlers, notYet, type SignedInCall, signedIn } from './handler.js';
import { toItem, toItems } from './items.js';

/** A folder to look into: a removed one has no listing (assumption). */
function open({ world, account }: SignedInCall, dirId: bigint): FolderRecord {
  const folder = world.tree.folder(account, dirId);
  if (inBin(folder)) throw new FolderNotFound();
  return folder;
}

/** Listings. Order: folders first, then by name (wiki). The recycle bin is left out (assumption). */
export const browse = {
  getRoot: signedIn<'getRoot'>(({ account, base }) => toItem(base, account.root)),
  getItems: signedIn<'getItems'>((call, { dirId }) => toItems(call.base, open(call, dirId).children)),
  /** From 0 on (client); negative numbers count as 0, beyond the end there is nothing (assumption). */
  getItemsPartial: signedIn<'getItemsPartial'>((call, { dirId, startIndex, count }) =>
    toItems(call.base, open(call, dirId).children.slice(startIndex, count)),
  ),
  /** Direct children only (assumption). */
  getItemsCount: signedIn<'getItemsCount'>((call, { dirId }) => BigInt(open(call, dirId).children.size)),
  /** In spite of its name only the folders directly under the root (wiki). */
  getAllFolders: signedIn<'getAllFolders'>(({ account, base }) =>
    toItems(base, account.root.children.folders()),
  ),
  /** Everything below the root, but not the root itself (assumption). */
  getAllItems: signedIn<'getAllItems'>(({ account, base }) => toItems(base, below(account.root))),
  /** Also for a file in the recycle bin, which the item tells (client). */
  getFileInfo: signedIn<'getFileInfo'>(({ world, account, base }, { fileId }) =>
    toItem(base, world.tree.file(account, fileId)),
  ),
  /** Also for a folder in the recycle bin (assumption, as with files). */
  getDirInfo: signedIn<'getDirInfo'>(({ world, account, base }, { dirId }) =>
    toItem(base, world.tree.folder(account, dirId)),
  ),
  /** The flag means a folder (assumption). */
  getItemInfo: signedIn<'getItemInfo'>(({ world, account, base }, { itemId, isDirectory }) =>
    toItem(base, isDirectory ? world.tree.folder(account, itemId) : world.tree.file(account, itemId)),
  ),
  /** Unknown ids are left out: an empty list means not found (client). The order is that of the ids (assumption). */
  getFiles: signedIn<'getFiles'>(({ world, account, base }, { fileIds }) => {
    const nodes = fileIds.map((id) => (id === null ? undefined : world.tree.node(id)));
    return toItems(
      base,
      nodes.filter((node) => node?.kind === 'file').filter((file) => file.owner === account),
    );
  }),
  getDirLinkItems: notYet('getDirLinkItems'),
} satisfies Partial<Handlers>;
