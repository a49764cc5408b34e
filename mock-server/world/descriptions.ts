import { type FileRecord, type FolderRecord, inBin } from './nodes.js';
import { LONGEST, tooLong } from './text-length.js';

/**
 * The texts of a file. What the second and third one are, and what the flags mean, is not known; the names are made up
 * and the flags are kept as they came (assumption).
 */
export interface FileDescription {
  readonly description: string;
  readonly keywords: string;
  readonly comment: string;
  readonly flags: readonly [boolean, boolean];
}

/** The text of a folder, with flags of unknown meaning, kept as they came (assumption). */
export interface FolderDescription {
  readonly description: string;
  readonly flags: readonly [boolean, boolean];
}

/** @returns an empty text, or why nothing was changed (assumption) */
export function describeFile(file: FileRecord, texts: FileDescription): string {
  return inBin(file) ? 'The file is in the recycle bin.' : putFileTexts(file, texts);
}

/** @returns an empty text, or why nothing was changed (assumption) */
export function describeFolder(folder: FolderRecord, text: FolderDescription): string {
  return inBin(folder) ? 'The folder is in the recycle bin.' : putFolderText(folder, text);
}

/** The same wherever the file lies. */
export function putFileTexts(file: FileRecord, texts: FileDescription): string {
  const complaint =
    tooLong('description', texts.description, LONGEST.description) ??
    tooLong('list of keywords', texts.keywords, LONGEST.description) ??
    tooLong('comment', texts.comment, LONGEST.description);
  if (complaint === undefined) file.description = texts;
  return complaint ?? '';
}

/** The same wherever the folder lies. */
export function putFolderText(folder: FolderRecord, text: FolderDescription): string {
  const complaint = tooLong('description', text.description, LONGEST.description);
  if (complaint === undefined) folder.description = text;
  return complaint ?? '';
}
