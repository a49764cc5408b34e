import {
  AccessDenied,
  directLink,
  type FileNode,
  FileNotFound,
  FolderNotFound,
  fileVersion,
  inBin,
  versionLink,
} from '../world/index.js';
import { addToAccount } from './add-to-account.js';
import { type SignedInCall, signedIn } from './handler.js';
import { linkOf } from './items.js';

/**
 * The file behind an address, for an account that may have it.
 * @throws InvalidLink
 * @throws FileNotFound
 * @throws AccessDenied
 */
export function linkedFile({ world, account }: SignedInCall, link: string): FileNode {
  const file = world.links.resolveFile(link);
  if (!world.access.mayTake(account, file)) throw new AccessDenied();
  return file;
}

/** Operations that turn files and folders into addresses, and back. */
export const links = signedIn({
  /** Empty when something is wrong (wiki): for an unknown, foreign or removed file (assumption). */
  getFileDownloadLink: ({ world, account, base }, { fileId }) => {
    try {
      return linkOf(base, world.tree.file(account, fileId));
    } catch (error) {
      if (error instanceof FileNotFound) return '';
      throw error;
    }
  },
  /**
   * For the page address of any file (client), unless an owner's password protects it; faults for others
   * (assumption).
   */
  getDirectLink: (call, { link }) => directLink(call.base, linkedFile(call, link)),
  /** The id of the file or folder; faults on an address that leads nowhere (client). */
  decodeLink: ({ world }, { link }) => world.links.resolve(link).id,
  /** Folder id and generated password, with a slash between them (wiki). Faults otherwise (assumption). */
  decodeId: ({ world }, { encodedId }) => {
    const node = world.links.byCode(encodedId);
    if (node?.kind !== 'folder' || inBin(node)) throw new FolderNotFound();
    return `${node.id}/${world.links.password(node)}`;
  },
  /** Empty on success, else what is wrong (assumption). */
  addToMyAccount: (call, { dirId, link }) => addToAccount(call, dirId, link),
  /** Versions grow with each update, and faults outside them (assumption). */
  getFileVersionLink: ({ world, account, base }, { fileId, version }) => {
    const file = world.tree.file(account, fileId);
    if (inBin(file)) throw new FileNotFound();
    return versionLink(base, file, fileVersion(file, version).version);
  },
});
