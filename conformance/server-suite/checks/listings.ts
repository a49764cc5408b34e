import fc from 'fast-check';
import {
  ALL_ITEMS,
  COUNT,
  FIRST_FOLDERS,
  ITEM_AGREES,
  ITEM_BY_FLAG,
  LISTING,
  PAGES,
} from '../rules/listings.js';
import { filePurges, fileRemovals, restores } from '../steps/bin/files.js';
import { folderPurges, folderRemovals } from '../steps/bin/folders.js';
import { letters, newFolders } from '../steps/folders/new-folder.js';
import { fileRenames, folderRenames } from '../steps/folders/rename.js';
import { infos } from '../steps/listings/item-info.js';
import { counts, listsAll } from '../steps/listings/list.js';
import { pages, wholePages } from '../steps/listings/page.js';
import { accountLists, firstFolderLists } from '../steps/listings/whole-account.js';
import { references } from '../steps/step.js';
import { uploads } from '../steps/upload/upload.js';
import { check } from './server-check.js';

/** All that changes a listing and whose meaning is no guess. */
const changes = () => [
  fileRenames(),
  fileRemovals(),
  folderRenames(),
  folderRemovals(),
  filePurges(),
  folderPurges(),
  newFolders(),
  uploads(),
];

/** Each is seen by itself: what one leaves undone, the next one must not hide. */
const seenChanges = () =>
  [
    newFolders(),
    file(),
    fileRenames(),
    folderRenames(),
    filePurges(),
    fileRemovals(),
    restores(),
    folderPurges(),
    folderRemovals(),
  ].flatMap((change) => [change, listsAll()]);

/** Small, as it is only to be there. */
const file = (name = letters(), folder = references()) =>
  uploads({ sizes: fc.integer({ min: 1, max: 9 }), name, folder });

/** The folder that everything is in. */
const first = () => fc.constant(0);

/** Each beginning with a letter of its own, so that names differ, and the order is not that in which they were made. */
const beginning = (letter: string) => letters().map((text) => `${letter}${text}`);

const some = () => [newFolders(), file()];

export const listingChecks = [
  check(LISTING, () => ({
    lead: [...some(), listsAll(), ...seenChanges()],
    among: [restores(), ...changes(), listsAll()],
    last: [listsAll()],
    most: 3,
  })),
  check(COUNT, () => ({ lead: some(), among: changes(), last: [counts(), counts()], most: 3 })),
  check(PAGES, () => ({
    lead: [
      newFolders(beginning('z'), first()),
      newFolders(beginning('y'), first()),
      file(beginning('x'), first()),
      file(beginning('w'), first()),
      wholePages(),
      pages(first()),
    ],
    among: [newFolders(), file(), pages()],
    last: [pages()],
    most: 4,
  })),
  check(ITEM_AGREES, () => ({
    lead: some(),
    among: [...changes(), infos()],
    last: [infos(), infos()],
    most: 3,
  })),
  check(ITEM_BY_FLAG, () => ({ lead: some(), last: [infos(true), infos(true)] })),
  check(FIRST_FOLDERS, () => ({ lead: [newFolders(), firstFolderLists()] })),
  check(ALL_ITEMS, () => ({ lead: some(), among: changes(), last: [accountLists()], most: 3 })),
];
