import { directLink, versionLink } from '../world/addresses.js';
import { FileNotFound } from '../world/errors.js';
import { inBin } from '../world/nodes.js';
import { fileVersion } from '../world/versions.js';
import { type Handlers, notYet, signedIn } from './handler.js';
import { linkOf } from './items.js';

export const links = {
  /** Empty when something is wrong (wiki): for an unknown, foreign or removed file (assumption). */
  getFileDownloadLink: signedIn<'getFileDownloadLink'>(({ world, account, base }, { fileId }) => {
    try {
      return linkOf(base, world.tree.file(account, fileId));
    } catch (error) {
      if (error instanceof FileNotFound) return '';
      throw error;
    }
  }),
  /** For the page address of anybody's file (client); faults for others (assumption). */
  getDirectLink: signedIn<'getDirectLink'>(({ world, base }, { link }) =>
    directLink(base, world.links.resolveFile(link)),
  ),
  /** The id of the file or folder; faults on an address that leads nowhere (client). */
  decodeLink: signedIn<'decodeLink'>(({ world }, { link }) => world.links.resolve(link).id),
  decodeId: notYet('decodeId'),
  addToMyAccount: notYet('addToMyAccount'),
  /** Versions grow with each update, and faults outside them (assumption). */
  getFileVersionLink: signedIn<'getFileVersionLink'>(({ world, account, base }, { fileId, version }) => {
    const file = world.tree.file(account, fileId);
    if (inBin(file)) throw new FileNotFound();
    return versionLink(base, file, fileVersion(file, version).version);
  }),
} satisfies Partial<Handlers>;
