import type { Account } from '../accounts/accounts.js';
import { UploadRefusal, WorldError } from '../errors.js';
import type { NodeRecord } from '../records.js';
import type { Access } from '../sharing/access.js';
import { ROOT_ALIAS } from '../tree/tree.js';
import { inBin } from '../tree/walk.js';
import type { WholeTarget } from './parts.js';

type Place = Pick<WholeTarget, 'updates' | 'dirId'>;

/**
 * The folder that a whole file goes to, or the file that it updates.
 * @throws UploadRefusal 4
 */
export function placeOf(access: Access, uploader: Account, target: Place): NodeRecord {
  const place = whereTo(access, uploader, target);
  if (inBin(place)) throw new UploadRefusal(4, `the ${place.kind} ${place.id} is in the recycle bin`);
  return place;
}

function whereTo(access: Access, uploader: Account, { updates, dirId = ROOT_ALIAS }: Place): NodeRecord {
  try {
    if (updates !== undefined) return access.file(uploader, updates, 'updateFiles');
    return access.folder(uploader, dirId, 'upload');
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
    const what = updates === undefined ? `upload to a folder ${dirId}` : `update a file ${updates}`;
    throw new UploadRefusal(4, `the account cannot ${what}: ${error.message}`);
  }
}
