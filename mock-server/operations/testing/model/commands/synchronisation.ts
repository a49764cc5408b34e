import { aFolderId } from '../choices.js';
import { calls } from '../command.js';
import { faults, returns } from '../expected.js';
import { NO_FOLDER } from '../faults.js';

const GIB = 2n ** 30n;

/** What programs report changes nothing. */
export const synchronisation = [
  calls('markSynchronized', { dirId: aFolderId }, (model, me, { dirId }) =>
    model.openFolder(me, dirId) ? returns(undefined) : faults(NO_FOLDER),
  ),
  calls('syncFinished', { dirId: aFolderId }, (model, me, { dirId }) =>
    model.openFolder(me, dirId) ? returns(undefined) : faults(NO_FOLDER),
  ),
  calls('getOwnedSizeLimit', {}, () => returns(100n * GIB)),
  calls('getNotOwnedSizeLimit', {}, () => returns(10n * GIB)),
];
