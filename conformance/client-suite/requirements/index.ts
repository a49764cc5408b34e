import type { ClientRequirement } from '../requirement.js';
import { finishOnceAtTheEnd } from './finish/up-26-finish-once-at-the-end.js';
import { digestOfTheFile } from './finish/up-27-digest-of-the-file.js';
import { finishRefused } from './finish/up-28-finish-refused.js';
import { reasonOfTheFailure } from './finish/up-29-reason-of-the-failure.js';
import { finishWithoutAText } from './finish/up-30-finish-without-a-text.js';
import { looksWhetherItIsThere } from './finish/up-31-looks-whether-it-is-there.js';
import { successMeansTheBytes } from './finish/up-32-success-means-the-bytes.js';
import { nothingLeftBehind } from './finish/up-36-nothing-left-behind.js';
import { blankText } from './finish/up-56-blank-text.js';
import { freeSpaceFirst } from './limits/up-01-free-space-first.js';
import { largestFileFirst } from './limits/up-02-largest-file-first.js';
import { noFreeSpace } from './limits/up-03-no-free-space.js';
import { largerThanAllowed } from './limits/up-04-larger-than-allowed.js';
import { limitChanges } from './limits/up-05-limit-changes.js';
import { allFreeSpace } from './limits/up-06-all-free-space.js';
import { largestAllowed } from './limits/up-07-largest-allowed.js';
import { uploadsWhatFits } from './limits/up-53-uploads-what-fits.js';
import { freeSpace } from './operations/op-01-free-space.js';
import { list } from './operations/op-02-list.js';
import { createFolder } from './operations/op-03-create-folder.js';
import { folderRefused } from './operations/op-04-folder-refused.js';
import { download } from './operations/op-05-download.js';
import { brokenDownload } from './operations/op-06-broken-download.js';
import { deletes } from './operations/op-07-delete.js';
import { deleteRefused } from './operations/op-08-delete-refused.js';
import { namesBetweenBlanks } from './operations/op-09-names-between-blanks.js';
import { pageOfAFile } from './operations/op-10-page-of-a-file.js';
import { pageAtTheDirectLink } from './operations/op-11-page-at-the-direct-link.js';
import { namesInOtherSpellings } from './operations/op-12-names-in-other-spellings.js';
import { threeFields } from './parts/up-21-three-fields.js';
import { rightIdAndFirstByte } from './parts/up-22-right-id-and-first-byte.js';
import { partsTileTheFile } from './parts/up-23-parts-tile-the-file.js';
import { noCredentialsInThePost } from './parts/up-24-no-credentials-in-the-post.js';
import { emptyFile } from './parts/up-25-empty-file.js';
import { failedPart } from './parts/up-33-failed-part.js';
import { lostConnection } from './parts/up-34-lost-connection.js';
import { spoiltPart } from './parts/up-35-spoilt-part.js';
import { resumeWhatLacks } from './parts/up-37-resume-what-lacks.js';
import { uploadsSideBySide } from './parts/up-46-uploads-side-by-side.js';
import { partWithoutAnAnswer } from './parts/up-49-part-without-an-answer.js';
import { bytesOfTheFile } from './parts/up-55-bytes-of-the-file.js';
import { sameBytesAgain } from './parts/up-59-same-bytes-again.js';
import { noFileId } from './reserve/up-16-no-file-id.js';
import { wideFileIds } from './reserve/up-17-wide-ids.js';
import { trueName } from './reserve/up-18-true-name.js';
import { trueSize } from './reserve/up-19-true-size.js';
import { wantedFolder } from './reserve/up-20-wanted-folder.js';
import { fault } from './responses/up-38-fault.js';
import { noSoap } from './responses/up-39-no-soap.js';
import { brokenReply } from './responses/up-40-broken-reply.js';
import { valueThatIsNotThere } from './responses/up-41-value-that-is-not-there.js';
import { plainSpellings } from './responses/up-42-plain-dialects.js';
import { rareSpellings } from './responses/up-43-rare-dialects.js';
import { strangeElementsSurvive } from './responses/up-44-strange-elements.js';
import { faultWithStatus200 } from './responses/up-45-fault-with-status-200.js';
import { callWithoutAnAnswer } from './responses/up-48-call-without-an-answer.js';
import { silenceIsNoSuccess } from './responses/up-50-silence-is-no-success.js';
import { slowAnswers } from './responses/up-51-slow-answers.js';
import { nilIsNoValue } from './responses/up-52-nil.js';
import { sessionKeyForTheRoot } from './session/up-08-session-key-for-the-root.js';
import { sessionKeyForTheFolder } from './session/up-09-session-key-for-the-folder.js';
import { noSessionKey } from './session/up-10-no-session-key.js';
import { noDataCenter } from './session/up-11-no-data-center.js';
import { addressOfCenterAndKey } from './session/up-12-address-of-center-and-key.js';
import { addressThatIsNone } from './session/up-13-address-that-is-none.js';
import { queryOfTheAddress } from './session/up-14-query-of-the-address.js';
import { redirect } from './session/up-15-redirect.js';
import { addressBehindBlanks } from './session/up-47-address-behind-blanks.js';
import { credentials } from './session/up-54-credentials.js';
import { httpsAddress } from './session/up-57-https-address.js';
import { addressInCapitals } from './session/up-58-address-in-capitals.js';

/** All requirements, in the order of the how-to; then those of what a client may do besides. */
export const REQUIREMENTS: readonly ClientRequirement[] = [
  freeSpaceFirst,
  largestFileFirst,
  noFreeSpace,
  largerThanAllowed,
  limitChanges,
  allFreeSpace,
  largestAllowed,
  sessionKeyForTheRoot,
  sessionKeyForTheFolder,
  noSessionKey,
  noDataCenter,
  addressOfCenterAndKey,
  addressThatIsNone,
  queryOfTheAddress,
  redirect,
  noFileId,
  wideFileIds,
  trueName,
  trueSize,
  wantedFolder,
  threeFields,
  rightIdAndFirstByte,
  partsTileTheFile,
  noCredentialsInThePost,
  emptyFile,
  finishOnceAtTheEnd,
  digestOfTheFile,
  finishRefused,
  reasonOfTheFailure,
  finishWithoutAText,
  looksWhetherItIsThere,
  successMeansTheBytes,
  failedPart,
  lostConnection,
  spoiltPart,
  nothingLeftBehind,
  resumeWhatLacks,
  fault,
  noSoap,
  brokenReply,
  valueThatIsNotThere,
  plainSpellings,
  rareSpellings,
  strangeElementsSurvive,
  faultWithStatus200,
  uploadsSideBySide,
  addressBehindBlanks,
  callWithoutAnAnswer,
  partWithoutAnAnswer,
  silenceIsNoSuccess,
  slowAnswers,
  nilIsNoValue,
  uploadsWhatFits,
  credentials,
  bytesOfTheFile,
  blankText,
  httpsAddress,
  addressInCapitals,
  sameBytesAgain,
  freeSpace,
  list,
  createFolder,
  folderRefused,
  download,
  brokenDownload,
  deletes,
  deleteRefused,
  namesBetweenBlanks,
  pageOfAFile,
  pageAtTheDirectLink,
  namesInOtherSpellings,
];
