import type { Operations } from '../../wsdl/contract.js';
import type { Denial } from '../world/naming.js';
import { remove } from './files.js';
import { type Handlers, notYet, type SignedInCall, signedIn } from './handler.js';

/** What createNewFolder answers instead of an id (wiki); renameFolder the same (assumption). */
const DENIALS: Readonly<Record<Denial, bigint>> = { denied: 0n, exists: -1n, removed: -2n };

function createFolder({ world, account }: SignedInCall, dirId: bigint, name: string): bigint {
  const made = world.naming.createFolder(world.tree.folder(account, dirId), name);
  return typeof made === 'string' ? DENIALS[made] : made.id;
}

/** Which list is which, and what the flag means, is not known. */
function paste({ world, account }: SignedInCall, args: Operations['pasteFilesDirs']['args']): string {
  const { assume, tree } = world;
  const [fileIds, dirIds] =
    assume['paste-lists'] === 'files' ? [args.fileIds, args.dirIds] : [args.dirIds, args.fileIds];
  const files = fileIds.filter((id) => id !== null).map((id) => tree.file(account, id));
  const inner = dirIds.filter((id) => id !== null).map((id) => tree.folder(account, id));
  return world.paste.paste({
    target: tree.folder(account, args.dirId),
    nodes: [...files, ...inner],
    move: args.cut === (assume['paste-flag'] === 'moves'),
  });
}

export const folders = {
  createNewFolder: signedIn<'createNewFolder'>((call, { dirId, folderName }) =>
    createFolder(call, dirId, folderName),
  ),
  /** The deprecated form (wiki): true where the other gives an id (assumption). */
  creatNewFolder: signedIn<'creatNewFolder'>(
    (call, { dirId, folderName }) => createFolder(call, dirId, folderName) > 0n,
  ),
  renameFolder: signedIn<'renameFolder'>(({ world, account }, { dirId, newName }) => {
    const renamed = world.naming.renameFolder(world.tree.folder(account, dirId), newName);
    return typeof renamed === 'string' ? DENIALS[renamed] : renamed.id;
  }),
  /** Moves it to the recycle bin with everything in it; not the root (assumption). */
  deleteFolder: signedIn<'deleteFolder'>(async (call, { dirId }) => {
    await remove(call, call.world.tree.folder(call.account, dirId));
    return undefined;
  }),
  /** For good, with everything in it, also from the recycle bin; not the root (assumption). */
  deleteFolderFinal: signedIn<'deleteFolderFinal'>(async ({ world, account }, { dirId }) => {
    await world.bin.purge(world.tree.folder(account, dirId));
    return undefined;
  }),
  /** Empty on success, else what is wrong; faults for what is not there (assumption). */
  pasteFilesDirs: signedIn<'pasteFilesDirs'>((call, args) => paste(call, args)),
  getDirDescription: notYet('getDirDescription'),
  setDirDescription: notYet('setDirDescription'),
} satisfies Partial<Handlers>;
