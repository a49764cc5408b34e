import { type Handlers, notYet } from './handler.js';

/** Folders that others may see. */
export const sharing = {
  checkSharedDirAccess: notYet('checkSharedDirAccess'),
  checkSubdomain: notYet('checkSubdomain'),
  getFolderSharingProperties: notYet('getFolderSharingProperties'),
  setFolderSharingProperties: notYet('setFolderSharingProperties'),
  getSharedDirItems: notYet('getSharedDirItems'),
} satisfies Partial<Handlers>;
