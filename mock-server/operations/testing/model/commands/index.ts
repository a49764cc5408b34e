import { HANDLERS, isThere } from '../../../index.js';
import type { CommandKind } from '../command.js';
import { account } from './account.js';
import { browse } from './browse.js';
import { files } from './files.js';
import { folders } from './folders.js';
import { history } from './history.js';
import { links } from './links.js';
import { paste } from './paste.js';
import { trash } from './trash.js';
import { upload } from './upload.js';

const ALL: readonly CommandKind[] = [
  ...account,
  ...browse,
  ...files,
  ...folders,
  ...history,
  ...links,
  ...paste,
  ...trash,
  ...upload,
];

/** The kinds of commands whose function is there. */
export const COMMANDS = ALL.filter(({ calls }) => calls === undefined || isThere(HANDLERS[calls]));
