import { CHANGES_TOLD, LAST_CHANGE, NEWER_CHANGES, REPORT_TAKEN } from '../rules/history.js';
import { FAVORITE_ADDED, FAVORITE_REMOVED, FILE_TEXTS, FOLDER_TEXT } from '../rules/texts.js';
import { newFolders } from '../steps/folders/new-folder.js';
import { histories } from '../steps/history/follow.js';
import { REPORTS, reports } from '../steps/history/report.js';
import { fileDescriptions, folderDescriptions } from '../steps/texts/describe.js';
import { favoritesAdded, favoritesRemoved } from '../steps/texts/favorites.js';
import { uploads } from '../steps/upload/upload.js';
import { check } from './server-check.js';

const followed = () => ({ lead: [newFolders(), newFolders(), histories()], among: [histories()], most: 2 });

export const textChecks = [
  check(FOLDER_TEXT, () => ({
    lead: [newFolders(), folderDescriptions()],
    among: [folderDescriptions()],
    most: 2,
  })),
  check(FILE_TEXTS, () => ({ lead: [uploads(), fileDescriptions()], among: [fileDescriptions()], most: 2 })),
  check(FAVORITE_ADDED, () => ({ lead: [uploads(), favoritesAdded()], among: [favoritesAdded()], most: 2 })),
  check(FAVORITE_REMOVED, () => ({ lead: [uploads(), favoritesAdded(), favoritesRemoved()] })),
  check(CHANGES_TOLD, () => ({
    lead: [newFolders(), uploads(), histories()],
    among: [histories()],
    most: 2,
  })),
  check(LAST_CHANGE, followed),
  check(NEWER_CHANGES, followed),
  check(REPORT_TAKEN, () => ({ lead: [uploads(), ...REPORTS.map(reports)] })),
];
