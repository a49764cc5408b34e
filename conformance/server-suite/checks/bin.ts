import fc from 'fast-check';
import {
  ALL_RESTORED,
  BIN_EMPTIED,
  DELETED_AGAIN,
  FILE_GONE,
  FILE_IN_BIN,
  FOLDER_GONE,
  FOLDER_IN_BIN,
  NO_SUCH_FILE,
  ORPHAN_RESTORED,
  RESTORED,
} from '../rules/bin.js';
import {
  filePurges,
  fileRemovals,
  restores,
  restoresOfAll,
  secondPurges,
  secondRemovals,
} from '../steps/bin/files.js';
import { folderPurges, folderRemovals } from '../steps/bin/folders.js';
import { emptiedBins, orphanRestores } from '../steps/bin/whole-bin.js';
import { newFolders } from '../steps/folders/new-folder.js';
import { folderRenames } from '../steps/folders/rename.js';
import { uploads } from '../steps/upload/upload.js';
import { check } from './server-check.js';

export const binChecks = [
  check(FILE_IN_BIN, () => ({ lead: [newFolders(), uploads(), fileRemovals()] })),
  check(RESTORED, () => ({
    lead: [newFolders(), uploads(), fileRemovals(), restores()],
    among: [fileRemovals(), restores(), folderRenames()],
    most: 3,
  })),
  check(ALL_RESTORED, () => ({
    lead: [newFolders(), uploads(), uploads(), fileRemovals(), fileRemovals(), restoresOfAll()],
  })),
  check(FILE_GONE, () => ({ lead: [uploads()], among: [fileRemovals()], last: [filePurges()], most: 1 })),
  check(FOLDER_IN_BIN, () => ({ lead: [newFolders(), newFolders(), uploads(), folderRemovals()] })),
  check(FOLDER_GONE, () => ({
    lead: [newFolders(), newFolders(), uploads()],
    among: [folderRemovals()],
    last: [folderPurges()],
    most: 1,
  })),
  check(DELETED_AGAIN, () => ({ lead: [uploads(), fileRemovals(), secondRemovals()] })),
  check(ORPHAN_RESTORED, () => ({
    lead: [
      newFolders(),
      uploads({ folder: fc.constant(1) }),
      fileRemovals(),
      fc.oneof(folderRemovals(), folderPurges()),
      orphanRestores(),
    ],
  })),
  check(BIN_EMPTIED, () => ({
    lead: [newFolders(), uploads(), fileRemovals()],
    among: [folderRemovals()],
    last: [emptiedBins()],
    most: 1,
  })),
  check(NO_SUCH_FILE, () => ({ lead: [uploads(), filePurges(), secondPurges()] })),
];
