import { FolderNotFound } from '../world/errors.js';
import { below, type FolderRecord, inBin } from '../world/nodes.js';
import { type Handlers, notYet, type SignedInCall, signedIn } from './handler.js';
import { toItem, toItems } from './items.js';

/** A folder to look into: a removed one has no listing (assumption). */
export function openFolder({ world, account }: SignedInCall, dirId: bigint): FolderRecord {
  const folder = world.tree.folder(account, dirId);
  if (inBin(folder)) throw new FolderNotFound();
  return folder;
}

/** Listings. Order: folders first, then by name (wiki). The recycle bin is left out (assumption). */
export const browse = {
  getRoot: signedIn<'getRoot'>((call) => toItem(call, call.account.root)),
  getItems: signedIn<'getItems'>((call, { dirId }) => toItems(call, openFolder(call, dirId).children)),
  /** From 0 on (client); negative numbers count as 0, beyond the end there is nothing (assumption). */
  getItemsPartial: signedIn<'getItemsPartial'>((call, { dirId, startIndex, count }) =>
    toItems(call, openFolder(call, dirId).children.slice(startIndex, count)),
  ),
  /** Direct children only (assumption). */
  getItemsCount: signedIn<'getItemsCount'>((call, { dirId }) =>
    BigInt(openFolder(call, dirId).children.size),
  ),
  /** In spite of its name only the folders directly under the root (wiki). */
  getAllFolders: signedIn<'getAllFolders'>((call) => toItems(call, call.account.root.children.folders())),
  /** Everything below the root, but not the root itself (assumption). */
  getAllItems: signedIn<'getAllItems'>((call) => toItems(call, below(call.account.root))),
  /** Also for a file in the recycle bin, which the item tells (client). */
  getFileInfo: signedIn<'getFileInfo'>((call, { fileId }) =>
    toItem(call, call.world.tree.file(call.account, fileId)),
  ),
  /** Also for a folder in the recycle bin (assumption, as with files). */
  getDirInfo: signedIn<'getDirInfo'>((call, { dirId }) =>
    toItem(call, call.world.tree.folder(call.account, dirId)),
  ),
  /** The flag means a folder (assumption). */
  getItemInfo: signedIn<'getItemInfo'>((call, { itemId, isDirectory }) => {
    const { tree } = call.world;
    return toItem(call, isDirectory ? tree.folder(call.account, itemId) : tree.file(call.account, itemId));
  }),
  /** Unknown ids are left out: an empty list means not found (client). The order is that of the ids (assumption). */
  getFiles: signedIn<'getFiles'>((call, { fileIds }) => {
    const nodes = fileIds.map((id) => (id === null ? undefined : call.world.tree.node(id)));
    return toItems(
      call,
      nodes.filter((node) => node?.kind === 'file').filter((file) => file.owner === call.account),
    );
  }),
  getDirLinkItems: notYet('getDirLinkItems'),
} satisfies Partial<Handlers>;
