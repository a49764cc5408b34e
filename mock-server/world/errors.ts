/** Why the upload form refuses a part or a file. Texts of 2 to 7: client (web uploader); of 1: assumption. */
export const REFUSALS = {
  1: 'File is too large',
  2: 'Not Enough Free Space',
  3: "File is empty or can't be found.",
  4: 'Unknown server error',
  5: 'File upload has already been resumed from another browser.',
  6: 'File was removed from server.',
  7: 'Wrong file type.',
} as const;

/** The number that the text of a refusal begins with. */
export type RefusalCode = keyof typeof REFUSALS;

/** Bytes that the upload form refuses. `reason` is for the log. */
export class UploadRefusal extends Error {
  override readonly name = 'UploadRefusal';

  constructor(
    readonly code: RefusalCode,
    readonly reason: string,
  ) {
    super(REFUSALS[code]);
  }
}

/** A failure that an operation reports to its caller, who reads the message. */
export abstract class WorldError extends Error {}

/** A failure that always has the same text. */
const failure = (name: string, text: string) =>
  class extends WorldError {
    override readonly name = name;

    constructor() {
      super(text);
    }
  };

/** The text is the assumption `credentials-text`. */
export class WrongCredentials extends WorldError {
  override readonly name = 'WrongCredentials';
}

/** No such file, or one of another account. Source of the text: client (searched for after deleteFileFinal). */
export const FileNotFound = failure('FileNotFound', 'File not found');

/** No such folder, or one of another account. Source of the text: assumption, after the one of files. */
export const FolderNotFound = failure('FolderNotFound', 'Folder not found');

/** A right that a folder of another account does not grant. Source of the text: assumption. */
export const AccessDenied = failure('AccessDenied', 'Access denied');

/** Why a shared folder stays closed: the codes of checkSharedDirAccess (wiki). Source of the texts: assumption. */
export const CLOSED = {
  1: 'Folder not found',
  2: "The account of the folder's owner is not active",
  3: 'The folder was reported for abuse',
  4: 'Wrong folder password',
  5: 'The folder is not shared',
  6: "The account of the folder's owner is banned",
  8: "Wrong password of the folder's owner",
} as const;

/** Why a shared folder is closed to another account. */
export type FolderClosedCode = keyof typeof CLOSED;

/** A shared folder that is closed to another account. */
export class FolderClosed extends WorldError {
  override readonly name = 'FolderClosed';

  constructor(readonly code: FolderClosedCode) {
    super(CLOSED[code]);
  }
}

/** The root folder of an account can be neither removed nor moved. Source: assumption. */
export const RootStays = failure('RootStays', 'The root folder cannot be removed');

/** Source of the text: assumption. */
export const AlreadyRemoved = failure('AlreadyRemoved', 'It is in the recycle bin already');

/** A file has no version of this number. Source of the text: assumption. */
export class VersionNotFound extends WorldError {
  override readonly name = 'VersionNotFound';

  constructor(version: number, newest: number) {
    super(`There is no version ${version}: the versions of the file are 1 to ${newest}`);
  }
}

/** An address that has none of the known shapes. Source of the text: client (download page). */
export const InvalidLink = failure('InvalidLink', 'The file link that you requested is not valid');

/** Source of the text: assumption. */
export const SettingsGroupNotFound = failure('SettingsGroupNotFound', 'Settings group not found');

/** No command is known. Source of the text: assumption. */
export const UnknownCommand = failure('UnknownCommand', 'Unknown command');

/**
 * A file without a preview, or no size for one. Source: a client saw an error; that it is the one of a null reply (RI):
 * assumption.
 */
export const NoPreview = failure(
  'NoPreview',
  'Method Parameter: return cannot be null. This is BP 1.1 R2211 violation.',
);

/**
 * A fixture that cannot be a world. `path` is the place in it, such as `accounts[0].folders[1].name`, and `problem`
 * says what is wrong there, so that both together make a sentence.
 */
export class FixtureError extends Error {
  override readonly name = 'FixtureError';

  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${path === '' ? 'the fixture' : path} ${problem}`);
  }
}
