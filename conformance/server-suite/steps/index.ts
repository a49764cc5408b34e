import { purgeAgain, purgeFile, removeAgain, removeFile, restore } from './bin/files.js';
import { purgeFolder, removeFolder } from './bin/folders.js';
import { emptyBin, restoreOrphan } from './bin/whole-bin.js';
import { folderInBin, folderNowhere, newFolder, sameFolder } from './folders/new-folder.js';
import { copy, move } from './folders/paste.js';
import { renameFile, renameFolder, renameToTaken } from './folders/rename.js';
import { info } from './listings/item-info.js';
import { count, list } from './listings/list.js';
import { page } from './listings/page.js';
import { listAccount, listFirstFolders } from './listings/whole-account.js';
import type { AnyStepKind, Step, StepData } from './step.js';
import { upload } from './upload/upload.js';

/** All kinds of steps: whatever a token may hold. */
const KINDS: readonly AnyStepKind[] = [
  ...[upload],
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
