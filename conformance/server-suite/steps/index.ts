import type { StepData } from '../runner/act.js';
import { callAllWithWrongPassword } from './access/call-all-with-wrong-password.js';
import { callWithWrongPassword } from './access/call-with-wrong-password.js';
import { comeAsApp } from './access/come-as-app.js';
import { logIn } from './access/log-in.js';
import { lookAtAccount } from './access/look-at-account.js';
import { purgeAgain, purgeFile, removeAgain, removeFile, restore } from './bin/files.js';
import { purgeFolder, removeFolder } from './bin/folders.js';
import { emptyBin, restoreOrphan } from './bin/whole-bin.js';
import { folderInBin, folderNowhere, newFolder, sameFolder } from './folders/new-folder.js';
import { copy, move } from './folders/paste.js';
import { renameFile, renameFolder, renameToTaken } from './folders/rename.js';
import { followHistory } from './history/follow.js';
import { report } from './history/report.js';
import { askForGoneLink, askForLink, decodeLink } from './links/addresses.js';
import { downloadTwice, fetchRemoved, seeHead } from './links/downloads.js';
import { range } from './links/range.js';
import { info } from './listings/item-info.js';
import { count, list } from './listings/list.js';
import { page } from './listings/page.js';
import { listAccount, listFirstFolders } from './listings/whole-account.js';
import { changeSharing } from './sharing/properties.js';
import { share } from './sharing/share.js';
import { visit } from './sharing/visit.js';
import { measureSpace } from './space/measure.js';
import { reserveAtLimit } from './space/reserve-at-limit.js';
import type { AnyStepKind, Step } from './step.js';
import { describeFile, describeFolder } from './texts/describe.js';
import { addFavorite, removeFavorite } from './texts/favorites.js';
import { cancelUpload } from './upload/cancel.js';
import { finishOtherwise } from './upload/finish-otherwise.js';
import { lookBeforeFinish } from './upload/look-before-finish.js';
import { refusedFinish } from './upload/refused-finish.js';
import { uploadUnderSameName } from './upload/same-name.js';
import { sideBySide } from './upload/side-by-side.js';
import { updateFile } from './upload/update.js';
import { upload } from './upload/upload.js';
import { askNearId } from './wire/ask-near-id.js';
import { callUnknown } from './wire/call-unknown.js';
import { fetchDescription } from './wire/fetch-description.js';
import { readToTheLetter } from './wire/read-to-the-letter.js';
import { sendBadXml } from './wire/send-bad-xml.js';
import { spellOtherwise } from './wire/spell-otherwise.js';

/** All kinds of steps: whatever a token may hold. */
const KINDS: readonly AnyStepKind[] = [
  ...[logIn, lookAtAccount, comeAsApp, callWithWrongPassword, callAllWithWrongPassword],
  ...[reserveAtLimit, measureSpace],
  ...[
    upload,
    refusedFinish,
    finishOtherwise,
    lookBeforeFinish,
    sideBySide,
    cancelUpload,
    updateFile,
    uploadUnderSameName,
  ],
  ...[callUnknown, sendBadXml, spellOtherwise, fetchDescription, askNearId, readToTheLetter],
  ...[newFolder, sameFolder, folderInBin, folderNowhere, renameFile, renameFolder, renameToTaken, move, copy],
  ...[list, count, page, info, listAccount, listFirstFolders],
  ...[
    removeFile,
    removeAgain,
    restore,
    purgeFile,
    purgeAgain,
    removeFolder,
    purgeFolder,
    emptyBin,
    restoreOrphan,
  ],
  ...[askForLink, askForGoneLink, decodeLink, downloadTwice, fetchRemoved, seeHead, range],
  ...[changeSharing, share, visit],
  ...[describeFile, describeFolder, addFavorite, removeFavorite, followHistory, report],
];

/**
 * The step that some data means.
 * @throws ValiError when the data is none of its kind, RangeError when there is no such kind
 */
export function readStep(data: StepData): Step {
  const kind = KINDS.find(({ does }) => does === data.does);
  if (!kind) throw new RangeError(`There is no step that does ${JSON.stringify(data.does)}.`);
  return kind.read(data);
}
