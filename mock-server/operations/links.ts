import { directLink } from '../world/addresses.js';
import { FileNotFound } from '../world/errors.js';
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
  getFileVersionLink: notYet('getFileVersionLink'),
} satisfies Partial<Handlers>;
