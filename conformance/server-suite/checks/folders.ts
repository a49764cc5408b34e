import fc from 'fast-check';
import {
  COPIED,
  FOLDER_EXISTS,
  FOLDER_NAME,
  MOVED,
  NEW_FOLDER,
  NO_PARENT,
  PARENT_REMOVED,
  RENAME_TAKEN,
  RENAMED_FILE,
  RENAMED_FOLDER,
} from '../rules/folders.js';
import { folderPurges, folderRemovals } from '../steps/bin/folders.js';
import {
  anyNewFolders,
  foldersInBin,
  foldersNowhere,
  newFolders,
  sameFolders,
} from '../steps/folders/new-folder.js';
import { copies, moves } from '../steps/folders/paste.js';
import { fileRenames, folderRenames, takenRenames } from '../steps/folders/rename.js';
import { uploads } from '../steps/upload/upload.js';
import { check } from './server-check.js';

export const folderChecks = [
  check(NEW_FOLDER, () => ({ lead: [newFolders()], among: [newFolders()], most: 3 })),
  check(FOLDER_EXISTS, () => ({ lead: [newFolders(), newFolders(), sameFolders()] })),
  check(PARENT_REMOVED, () => ({ lead: [newFolders(), folderRemovals(), foldersInBin()] })),
  check(NO_PARENT, () => ({ lead: [newFolders(), folderPurges(), foldersNowhere()] })),
  check(FOLDER_NAME, () => ({ lead: [anyNewFolders(), anyNewFolders(), anyNewFolders()] })),
  check(RENAMED_FILE, () => ({ lead: [uploads(), fileRenames()], among: [fileRenames()], most: 2 })),
  check(RENAMED_FOLDER, () => ({
    lead: [newFolders(), folderRenames()],
    among: [newFolders(), folderRenames()],
    most: 2,
  })),
  check(RENAME_TAKEN, () => ({ lead: [inTop('a.txt'), inTop('b.txt'), takenRenames()] })),
  check(MOVED, () => ({
    lead: [newFolders(), uploads(), moves()],
    among: [newFolders(), moves()],
    most: 3,
  })),
  check(COPIED, () => ({
    lead: [newFolders(), uploads(), copies()],
    among: [newFolders(), copies()],
    most: 2,
  })),
];

/** The first folder is the one for everything, and for a while the only one. */
const inTop = (name: string) => uploads({ name: fc.constant(name) });
