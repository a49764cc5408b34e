import type { CommandKind } from '../command.js';
import { account } from './account.js';
import { browse } from './browse.js';
import { descriptions } from './descriptions.js';
import { favorites } from './favorites.js';
import { files } from './files.js';
import { folders } from './folders.js';
import { history } from './history.js';
import { links } from './links.js';
import { media } from './media.js';
import { paste } from './paste.js';
import { sendsPart } from './send-part.js';
import { settings } from './settings.js';
import { sharing } from './sharing.js';
import { signup } from './signup.js';
import { synchronisation } from './synchronisation.js';
import { tools } from './tools.js';
import { trash } from './trash.js';
import { finishesFile, upload } from './upload.js';

/** All kinds of commands. Those that change something come more often, and most of all the last steps of an upload. */
export const COMMANDS: readonly CommandKind[] = [
  ...[account, browse, history, links, media, settings, synchronisation, tools].flat(),
  ...times(2, [descriptions, favorites, signup].flat()),
  ...times(4, [files, folders, paste, sharing, trash, upload].flat()),
  ...times(16, [sendsPart, finishesFile]),
];

function times(count: number, kinds: readonly CommandKind[]): CommandKind[] {
  return Array<readonly CommandKind[]>(count).fill(kinds).flat();
}
