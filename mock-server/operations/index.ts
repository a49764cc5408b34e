import { account } from './account.js';
import { browse } from './browse.js';
import { favorites } from './favorites.js';
import { files } from './files.js';
import { folders } from './folders.js';
import type { Handlers } from './handler.js';
import { history } from './history.js';
import { links } from './links.js';
import { media } from './media.js';
import { settings } from './settings.js';
import { sharing } from './sharing.js';
import { tools } from './tools.js';
import { trash } from './trash.js';
import { upload } from './upload.js';

export { ApiException } from './api-exception.js';
export type { CallContext, Handler, Handlers } from './handler.js';

/** All operations by group. */
export const GROUPS = {
  account,
  browse,
  favorites,
  files,
  folders,
  history,
  links,
  media,
  settings,
  sharing,
  tools,
  trash,
  upload,
} satisfies Record<string, Partial<Handlers>>;

/** The handler of every operation; the compiler refuses a missing one here, and an extra one in its group. */
export const HANDLERS: Handlers = {
  ...account,
  ...browse,
  ...favorites,
  ...files,
  ...folders,
  ...history,
  ...links,
  ...media,
  ...settings,
  ...sharing,
  ...tools,
  ...trash,
  ...upload,
};
