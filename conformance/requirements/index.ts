import { freeSpace } from './op-01-free-space.js';
import { list } from './op-02-list.js';
import { createFolder } from './op-03-create-folder.js';
import { folderRefused } from './op-04-folder-refused.js';
import { download } from './op-05-download.js';
import { brokenDownload } from './op-06-broken-download.js';
import { deletes } from './op-07-delete.js';
import { deleteRefused } from './op-08-delete-refused.js';
import { namesBetweenBlanks } from './op-09-names-between-blanks.js';
import { pageOfAFile } from './op-10-page-of-a-file.js';
import { pageAtTheDirectLink } from './op-11-page-at-the-direct-link.js';
import { namesInOtherSpellings } from './op-12-names-in-other-spellings.js';
import type { Requirement } from './requirement.js';
import { freeSpaceFirst } from './up-01-free-space-first.js';
import { largestFileFirst } from './up-02-largest-file-first.js';
import { noFreeSpace } from './up-03-no-free-space.js';
import { largerThanAllowed } from './up-04-larger-than-allowed.js';
import { limitChanges } from './up-05-limit-changes.js';
import { allFreeSpace } from './up-06-all-free-space.js';
import { largestAllowed } from './up-07-largest-allowed.js';
import { sessionKeyForTheRoot } from './up-08-session-key-for-the-root.js';
import { sessionKeyForTheFolder } from './up-09-session-key-for-the-folder.js';
import { noSessionKey } from './up-10-no-session-key.js';
import { noDataCenter } from './up-11-no-data-center.js';
import { addressOfCenterAndKey } from './up-12-address-of-center-and-key.js';
import { addressThatIsNone } from './up-13-address-that-is-none.js';
import { queryOfTheAddress } from './up-14-query-of-the-address.js';
import { redirect } from './up-15-redirect.js';
import { noFileId } from './up-16-no-file-id.js';
import { wideFileIds } from './up-17-wide-ids.js';
import { trueName } from './up-18-true-name.js';
import { trueSize } from './up-19-true-size.js';
import { wantedFolder } from './up-20-wanted-folder.js';
import { threeFields } from './up-21-three-fields.js';
import { rightIdAndFirstByte } from './up-22-right-id-and-first-byte.js';
import { partsTileTheFile } from './up-23-parts-tile-the-file.js';
import { noCredentialsInThePost } from './up-24-no-credentials-in-the-post.js';
import { emptyFile } from './up-25-empty-file.js';
import { finishOnceAtTheEnd } from './up-26-finish-once-at-the-end.js';
import { digestOfTheFile } from './up-27-digest-of-the-file.js';
import { finishRefused } from './up-28-finish-refused.js';
import { reasonOfTheFailure } from './up-29-reason-of-the-failure.js';
import { finishWithoutAText } from './up-30-finish-without-a-text.js';
import { looksWhetherItIsThere } from './up-31-looks-whether-it-is-there.js';
import { successMeansTheBytes } from './up-32-success-means-the-bytes.js';
import { failedPart } from './up-33-failed-part.js';
import { lostConnection } from './up-34-lost-connection.js';
import { spoiltPart } from './up-35-spoilt-part.js';
import { nothingLeftBehind } from './up-36-nothing-left-behind.js';
import { resumeWhatLacks } from './up-37-resume-what-lacks.js';
import { fault } from './up-38-fault.js';
import { noSoap } from './up-39-no-soap.js';
import { brokenReply } from './up-40-broken-reply.js';
import { valueThatIsNotThere } from './up-41-value-that-is-not-there.js';
import { plainSpellings } from './up-42-plain-dialects.js';
import { rareSpellings } from './up-43-rare-dialects.js';
import { strangeElementsSurvive } from './up-44-strange-elements.js';
import { faultWithStatus200 } from './up-45-fault-with-status-200.js';
import { uploadsSideBySide } from './up-46-uploads-side-by-side.js';
import { addressBehindBlanks } from './up-47-address-behind-blanks.js';
import { callWithoutAnAnswer } from './up-48-call-without-an-answer.js';
import { partWithoutAnAnswer } from './up-49-part-without-an-answer.js';
import { silenceIsNoSuccess } from './up-50-silence-is-no-success.js';
import { slowAnswers } from './up-51-slow-answers.js';
import { nilIsNoValue } from './up-52-nil.js';
import { uploadsWhatFits } from './up-53-uploads-what-fits.js';
import { credentials } from './up-54-credentials.js';
import { bytesOfTheFile } from './up-55-bytes-of-the-file.js';
import { blankText } from './up-56-blank-text.js';
import { httpsAddress } from './up-57-https-address.js';
import { addressInCapitals } from './up-58-address-in-capitals.js';
import { sameBytesAgain } from './up-59-same-bytes-again.js';

/** All requirements, in the order of the how-to; then those of what a client may do besides. */
export const REQUIREMENTS: readonly Requirement[] = [
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
