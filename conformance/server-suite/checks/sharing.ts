import fc from 'fast-check';
import {
  ACCESS_GRANTED,
  CLOSED,
  DECODED_ID,
  NO_SUCH_FOLDER,
  NOT_SHARED,
  SHARED_LISTED,
  SHARING_KEPT,
  TWO_SETS,
  WRONG_CHOSEN,
  WRONG_GENERATED,
} from '../rules/sharing.js';
import { folderPurges } from '../steps/bin/folders.js';
import { newFolders } from '../steps/folders/new-folder.js';
import { sharingChanges } from '../steps/sharing/properties.js';
import { passwords, shares } from '../steps/sharing/share.js';
import { visits } from '../steps/sharing/visit.js';
import { uploads } from '../steps/upload/upload.js';
import { check } from './server-check.js';

const shared = () => [newFolders(), shares(fc.oneof(fc.constant(''), passwords()))];
const locked = () => [newFolders(), shares(passwords())];
/** In the one folder that can be shared. */
const file = () => uploads({ folder: fc.constant(1) });

export const sharingChecks = [
  check(TWO_SETS, () => ({ lead: [newFolders(), sharingChanges()] })),
  check(SHARING_KEPT, () => ({
    lead: [newFolders(), sharingChanges()],
    among: [sharingChanges(), shares(passwords())],
    most: 3,
  })),
  check(ACCESS_GRANTED, () => ({ lead: [...shared(), visits('right')] })),
  check(NO_SUCH_FOLDER, () => ({ lead: [newFolders(), folderPurges(), visits('gone')] })),
  check(WRONG_GENERATED, () => ({ lead: [...shared(), visits('wrong-generated')] })),
  check(NOT_SHARED, () => ({ lead: [newFolders(), visits('unshared')] })),
  check(WRONG_CHOSEN, () => ({ lead: [...locked(), visits('wrong-chosen')] })),
  check(DECODED_ID, () => ({ lead: [...shared(), visits('right')] })),
  check(SHARED_LISTED, () => ({ lead: [newFolders(), file(), shares(passwords()), visits('right', true)] })),
  check(CLOSED, () => ({
    lead: [newFolders(), file(), visits('unshared', true), shares(passwords())],
    last: [fc.oneof(visits('wrong-generated', true), visits('wrong-chosen', true))],
  })),
];
