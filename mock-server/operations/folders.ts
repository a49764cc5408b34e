import type { Operations } from '../../wsdl/contract.js';
import { AccessDenied, type Denial, describeFolder, unlessDenied } from '../world/index.js';
import { remove } from './files.js';
import { type Answer, type SignedInCall, signedIn } from './handler.js';

/** What createNewFolder answers instead of an id (wiki); renameFolder the same (assumption). */
const DENIALS: Readonly<Record<Denial, bigint>> = { denied: 0n, exists: -1n, removed: -2n };

function createFolder({ world, account }: SignedInCall, dirId: bigint, name: string): bigint {
  const parent = unlessDenied(() => world.access.folder(account, dirId, 'createSubFolders'), undefined);
  const made = parent ? world.naming.createFolder(parent, name) : 'denied';
  return typeof made === 'string' ? DENIALS[made] : made.id;
}

/** The order of the lists and the meaning of the flag are not known. Moving needs the right to delete (assumption). */
function paste({ world, account }: SignedInCall, args: Operations['pasteFilesDirs']['args']): Answer<string> {
  const { assume, access } = world;
  const move = args.cut === (assume['paste-flag'] === 'moves');
  const right = move ? 'delete' : 'moderator';
  const [fileIds, dirIds] =
    assume['paste-lists'] === 'files' ? [args.fileIds, args.dirIds] : [args.dirIds, args.fileIds];
  const files = fileIds.filter((id) => id !== null).map((id) => access.file(account, id, right));
  const inner = dirIds.filter((id) => id !== null).map((id) => access.folder(account, id, right));
  return world.paste.paste({
    target: access.folder(account, args.dirId, 'moderator'),
    nodes: [...files, ...inner],
    move,
    sees: (node) => access.sees(account, node),
  });
}

/** Operations on one folder, and pasteFilesDirs for several files and folders. */
export const folders = signedIn({
  createNewFolder: (call, { dirId, folderName }) => createFolder(call, dirId, folderName),
  /** The deprecated form (wiki): true where the other gives an id (assumption). */
  creatNewFolder: (call, { dirId, folderName }) => createFolder(call, dirId, folderName) > 0n,
  renameFolder: ({ world, account }, { dirId, newName }) => {
    const folder = unlessDenied(() => world.access.folder(account, dirId, 'delete'), undefined);
    const renamed = folder ? world.naming.renameFolder(folder, newName) : 'denied';
    return typeof renamed === 'string' ? DENIALS[renamed] : renamed.id;
  },
  /** Moves it to the recycle bin with everything in it; not the root (assumption). */
  deleteFolder: async (call, { dirId }) => {
    await remove(call, call.world.access.folder(call.account, dirId, 'delete'));
    return undefined;
  },
  /** For good, with everything in it, also from the recycle bin; not the root (assumption). */
  deleteFolderFinal: async ({ world, account }, { dirId }) => {
    await world.bin.purge(world.access.folder(account, dirId, 'delete'));
    return undefined;
  },
  /** Empty on success, else what is wrong; faults for what is not there (assumption). */
  pasteFilesDirs: (call, args) => unlessDenied(() => paste(call, args), new AccessDenied().message),
  /** Empty if there is none (assumption). */
  getDirDescription: ({ world, account }, { dirId }) =>
    world.access.folder(account, dirId, 'view').description.description,
  /** Empty, or what is wrong (assumption). */
  setDirDescription: ({ world, account }, { dirId, description, flag1, flag2 }) =>
    unlessDenied(
      () =>
        describeFolder(world.access.folder(account, dirId, 'fileProperties'), {
          description,
          flags: [flag1, flag2],
        }),
      new AccessDenied().message,
    ),
});
