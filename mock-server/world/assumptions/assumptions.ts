import { FixtureError } from '../errors.js';
import { type Assumption, amount, choice, codes, order, words } from './assumption-kinds.js';

/** Everything about the service that is assumed and can be chosen otherwise. */
export const ASSUMPTIONS = {
  // Accounts
  'credentials-text': words('what is answered to a wrong login or password', 'Invalid login or password'),
  'signup-account': choice('what a new account is', ['active', 'inactive']),
  // Uploads
  completion: choice(
    'when an upload becomes a file: with uploadFinishFile, or already when all its bytes are there',
    ['finish', 'all-bytes'],
  ),
  'dir-zero': choice('what folder 0 means where an upload starts', ['unknown', 'root']),
  'short-digest': choice('a digest that lost its leading zeros in uploadFinishFile', ['refuse', 'accept']),
  'upload-clash': choice('starting an upload under the name of another file of its folder', [
    'allow',
    'refuse',
  ]),
  'form-names': choice(
    '%0A, %0D and %22 in the file name of a form, as browsers write line breaks and quotes',
    ['kept', 'decoded'],
  ),
  // Folders, files and the recycle bin
  'root-name': words('the name of the root folder', 'root'),
  'folder-size': choice('the size in the item of a folder: of all files in and below it, or nothing', [
    'recursive',
    'zero',
  ]),
  'rename-clash': choice('renaming a file to the name of another file of its folder', ['refuse', 'allow']),
  'paste-flag': choice('what true means in pasteFilesDirs', ['moves', 'copies']),
  'paste-lists': choice('which list comes first in pasteFilesDirs', ['files', 'folders']),
  'paste-clash': choice('pasting a folder into a folder that has one of that name', ['refuse', 'rename']),
  'bin-counts': choice('whether files in the recycle bin use up space', ['yes', 'no']),
  'delete-again': choice('deleteFile or deleteFolder on something in the recycle bin', ['ignore', 'fault']),
  'restore-orphan': choice('restoring a file whose folder is gone', ['root', 'fault']),
  // Sharing
  'foreign-access': choice(
    'when an account may use a shared folder of another one by its id: after it was opened with the right passwords, always, or never',
    ['opened', 'always', 'never'],
  ),
  'access-order': order(
    'which code of checkSharedDirAccess wins when several would be right',
    [1, 6, 2, 3, 5, 4, 8],
  ),
  'shared-mark': choice('which items have shared=true: what a shared folder holds too, or only the folder', [
    'inherited',
    'own',
  ]),
  'dir-link-items': choice(
    'what the two texts of getDirLinkItems are: decided by the first one, login and password, or folder address and password',
    ['either', 'account', 'address'],
  ),
  'added-folder': choice('what addToMyAccount makes of a folder', ['link', 'copy']),
  // Links and media
  'code-length': choice('how many characters the code in the address of a file or folder has', ['8', '10']),
  'file-page': choice('what the page link of a file leads to, its downloadLink', ['page', 'bytes']),
  'no-preview': choice('asking for the preview of a file that has none', ['fault', 'empty']),
  'small-image-size': choice('what the number of getSmallImageLink limits, in pixels', [
    'longest-side',
    'width',
    'height',
  ]),
  'media-infos': choice('what getMp3FileInfos and getExifFileInfos have an entry for', ['files', 'items']),
  'playlist-scope': choice('whether a playlist has the music of subfolders, too', ['folder', 'tree']),
  'download-count': choice('what raises the download count: full downloads, downloadFinished, or both', [
    'both',
    'bytes',
    'reported',
  ]),
  // History
  'history-codes': codes('the operation codes of the history', {
    'file-added': 1,
    'file-changed': 2,
    'file-renamed': 3,
    'file-moved': 4,
    'file-copied': 5,
    'file-removed': 6,
    'file-restored': 7,
    'folder-added': 11,
    'folder-renamed': 12,
    'folder-moved': 13,
    'folder-copied': 14,
    'folder-removed': 15,
    'folder-restored': 16,
  }),
  'history-scope': choice('whether getHistory and similar operations include subfolders', ['tree', 'folder']),
  // The rest
  'abuse-report': choice('what a report of abuse does to a folder: it is recorded, or blocks it at once', [
    'recorded',
    'blocks',
  ]),
  'favorites-reply': choice('what addToFavorites and removeFromFavorites answer on success', ['id', 'one']),
  'run-command': choice('what run answers, as it knows no command', ['fault', 'empty']),
  'owned-size-limit': amount('bytes, the answer of getOwnedSizeLimit', 100n * 2n ** 30n),
  'not-owned-size-limit': amount('bytes, the answer of getNotOwnedSizeLimit', 10n * 2n ** 30n),
  'uploader-version': amount('the answer of getCurrentUploaderVersion', 1n),
} as const satisfies Record<string, Assumption<unknown>>;

/** The name of an assumption, as in `--assume name=value`. */
export type AssumptionName = keyof typeof ASSUMPTIONS;

/** One answer to every open question. */
export type Assumptions = {
  readonly [Name in AssumptionName]: (typeof ASSUMPTIONS)[Name] extends Assumption<infer Value>
    ? Value
    : never;
};

/** Answers as they are written, to some of the questions. */
export type ChosenAssumptions = { readonly [Name in AssumptionName]?: string | undefined };

/**
 * Reads what was chosen and fills the rest with the presets.
 * @throws FixtureError for an unknown name or a bad answer, with the path `assume.<name>`
 */
export function chooseAssumptions(chosen: Readonly<Record<string, string | undefined>> = {}): Assumptions {
  for (const name of Object.keys(chosen)) {
    if (Object.hasOwn(ASSUMPTIONS, name)) continue;
    throw new FixtureError(
      `assume.${name}`,
      `is not an assumption: there are ${Object.keys(ASSUMPTIONS).join(', ')}`,
    );
  }
  const answers = Object.entries<Assumption<unknown>>(ASSUMPTIONS).map(([name, assumption]) => [
    name,
    answer(name, assumption, chosen[name]),
  ]);
  // Every name is there with a value that its own assumption has read.
  return Object.fromEntries(answers) as Assumptions;
}

function answer(name: string, assumption: Assumption<unknown>, text: string | undefined): unknown {
  if (text === undefined) return assumption.preset;
  const read = assumption.read(text);
  if ('value' in read) return read.value;
  throw new FixtureError(`assume.${name}`, `is "${text}", which ${read.complaint}`);
}
