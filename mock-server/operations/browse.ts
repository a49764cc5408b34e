import { below, FolderNotFound, inBin, type NodeRecord, type ReadonlyListing } from '../world/index.js';
import { type CallContext, faulting, type Handlers, type SignedInCall, signedIn } from './handler.js';
import { toItem, toItems } from './items.js';

/** The contents of a folder: a removed one has no listing (assumption). */
export function list({ world, account }: SignedInCall, dirId: bigint): ReadonlyListing<NodeRecord> {
  const folder = world.access.folder(account, dirId, 'view');
  if (inBin(folder)) throw new FolderNotFound();
  return world.access.children(account, folder);
}

/** The folder links that an account holds (assumption). */
const { getDirLinkItems: linksOf } = signedIn({
  getDirLinkItems: (call) => toItems(call, call.world.folderLinks.of(call.account)),
});

/** The contents of the shared folder behind an address, opened with its owner's password (client: a disabled line). */
const atAddress = faulting((context: CallContext, address: string, chosen: string) => {
  const { access, links, sharedAccess } = context.world;
  const folder = sharedAccess.open(undefined, links.resolveFolder(address), { chosen });
  return toItems(context, access.children(undefined, folder).all());
});

/** Listings. Order: folders first, then by name (wiki). The recycle bin is left out (assumption). */
export const browse = {
  ...signedIn({
    getRoot: (call) => toItem(call, call.account.root),
    getItems: (call, { dirId }) => toItems(call, list(call, dirId).all()),
    /** From 0 on (client); negative numbers count as 0, beyond the end there is nothing (assumption). */
    getItemsPartial: (call, { dirId, startIndex, count }) =>
      toItems(call, list(call, dirId).slice(startIndex, count)),
    /** Direct children only (assumption). */
    getItemsCount: (call, { dirId }) => BigInt(list(call, dirId).size),
    /** In spite of its name only the folders directly under the root (wiki). */
    getAllFolders: (call) => toItems(call, call.account.root.children.folders()),
    /** Everything below the root, but not the root itself (assumption). */
    getAllItems: (call) => toItems(call, below(call.account.root)),
    /** Also for a file in the recycle bin, which the item tells (client). */
    getFileInfo: (call, { fileId }) => toItem(call, call.world.access.file(call.account, fileId, 'view')),
    /** Also for a folder in the recycle bin (assumption, as with files). */
    getDirInfo: (call, { dirId }) => toItem(call, call.world.access.folder(call.account, dirId, 'view')),
    /** The flag means a folder (assumption). */
    getItemInfo: (call, { itemId, isDirectory }) => {
      const { access } = call.world;
      return toItem(
        call,
        isDirectory ? access.folder(call.account, itemId, 'view') : access.file(call.account, itemId, 'view'),
      );
    },
    /** Unknown ids are left out: an empty list means not found (client). The order is that of the ids (assumption). */
    getFiles: (call, { fileIds }) => {
      const nodes = fileIds.map((id) => (id === null ? undefined : call.world.tree.node(id)));
      return toItems(
        call,
        nodes
          .filter((node) => node?.kind === 'file')
          .filter((file) => call.world.access.sees(call.account, file)),
      );
    },
  }),
  /** Which of two meanings its texts have is not known (assumption). */
  getDirLinkItems: (context, { login, password }) => {
    const reading = context.world.assume['dir-link-items'];
    const isAddress = reading === 'address' || (reading === 'either' && login.startsWith('http'));
    return isAddress ? atAddress(context, login, password) : linksOf(context, { login, password });
  },
} satisfies Partial<Handlers>;
