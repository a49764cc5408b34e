import type { FileDescription, FolderDescription } from '../nodes.js';
import type { FileRecord, FolderRecord } from '../records.js';
import { LONGEST, tooLong } from './text-length.js';
import { inBin } from './walk.js';

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
