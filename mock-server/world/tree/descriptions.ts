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
  if (inBin(file)) return 'The file is in the recycle bin.';
  const complaint = fileTextsComplaint(texts);
  if (complaint === '') file.description = texts;
  return complaint;
}

/** @returns an empty text, or why nothing was changed (assumption) */
export function describeFolder(folder: FolderRecord, text: FolderDescription): string {
  if (inBin(folder)) return 'The folder is in the recycle bin.';
  const complaint = folderTextComplaint(text.description);
  if (complaint === '') folder.description = text;
  return complaint;
}

/** What is wrong with the texts of a file; empty when nothing is. Those that are not given are empty. */
export function fileTextsComplaint(
  texts: Partial<Record<'description' | 'keywords' | 'comment', string | undefined>>,
): string {
  const { description = '', keywords = '', comment = '' } = texts;
  return (
    tooLong('description', description, LONGEST.description) ??
    tooLong('list of keywords', keywords, LONGEST.description) ??
    tooLong('comment', comment, LONGEST.description) ??
    ''
  );
}

/** What is wrong with the text of a folder; empty when nothing is. */
export const folderTextComplaint = (description: string): string =>
  tooLong('description', description, LONGEST.description) ?? '';
