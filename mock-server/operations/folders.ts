import { describeFolder } from '../world/descriptions.js';
import type { Denial } from '../world/tree.js';
import { type Handlers, notYet, type SignedInCall, signedIn } from './handler.js';

/** What createNewFolder answers instead of an id (wiki); renameFolder the same (assumption). */
const DENIALS: Readonly<Record<Denial, bigint>> = { denied: 0n, exists: -1n, removed: -2n };

function createFolder({ world, account }: SignedInCall, dirId: bigint, name: string): bigint {
  const made = world.tree.createFolder(world.tree.folder(account, dirId), name);
  return typeof made === 'string' ? DENIALS[made] : made.id;
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
    const renamed = world.tree.renameFolder(world.tree.folder(account, dirId), newName);
    return typeof renamed === 'string' ? DENIALS[renamed] : renamed.id;
  }),
  deleteFolder: notYet('deleteFolder'),
  deleteFolderFinal: notYet('deleteFolderFinal'),
  pasteFilesDirs: notYet('pasteFilesDirs'),
  /** Empty if there is none (assumption). */
  getDirDescription: signedIn<'getDirDescription'>(
    ({ world, account }, { dirId }) => world.tree.folder(account, dirId).description.description,
  ),
  /** Empty, or what is wrong (assumption). */
  setDirDescription: signedIn<'setDirDescription'>(
    ({ world, account }, { dirId, description, flag1, flag2 }) =>
      describeFolder(world.tree.folder(account, dirId), { description, flags: [flag1, flag2] }),
  ),
} satisfies Partial<Handlers>;
