/** What a file is by its extension. Words: client (page addresses); which extension gets which: assumption. */
const KINDS = [
  ['photo', ['jpg', 'jpeg', 'png', 'gif', 'bmp', 'tif', 'tiff', 'webp']],
  ['video', ['mp4', 'avi', 'mkv', 'mov', 'wmv', 'flv', '3gp', 'mpg', 'mpeg', 'webm']],
  ['mp3', ['mp3']],
  ['audio', ['wav', 'ogg', 'flac', 'wma', 'm4a', 'aac', 'amr', 'mid']],
  ['office', ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'ods', 'odp', 'rtf']],
  ['document', ['pdf', 'txt', 'csv', 'djvu', 'epub', 'fb2']],
  ['zip', ['zip']],
  ['rar', ['rar']],
  ['archive', ['7z', 'gz', 'tar', 'tgz', 'bz2', 'xz', 'jar', 'iso']],
] as const satisfies readonly (readonly [word: string, extensions: readonly string[]])[];

/** The words of page addresses for kinds of files. */
type FileKind = (typeof KINDS)[number][0] | 'file';

const KIND_BY_EXTENSION = new Map<string, FileKind>(
  KINDS.flatMap(([word, extensions]) => extensions.map((extension) => [extension, word] as const)),
);

/** Splits at the last dot; a dot at the start belongs to the name. */
export function splitName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return { stem: name, extension: '' };
  return { stem: name.slice(0, dot), extension: name.slice(dot + 1) };
}

const kindOf = (extension: string): FileKind =>
  KIND_BY_EXTENSION.get(extension) ?? KIND_BY_EXTENSION.get(extension.toLowerCase()) ?? 'file';

/** What a file is, as far as its name tells. */
export const fileKind = (name: string): FileKind => kindOf(splitName(name).extension);

/** The kind of a file and its name without the extension. */
export function kindAndStem(name: string): { kind: FileKind; stem: string } {
  const { stem, extension } = splitName(name);
  return { kind: kindOf(extension), stem };
}

const MUSIC: ReadonlySet<FileKind> = new Set(['mp3', 'audio']);

/** Whether a file is music that can be played (assumption: by its name). */
export const isMusic = ({ name }: { readonly name: string }): boolean => MUSIC.has(fileKind(name));

/** Whether a file is a picture (assumption: by its name). */
export const isPicture = ({ name }: { readonly name: string }): boolean => fileKind(name) === 'photo';

/** Whether a file is a film, by the extension of its name. */
export const isVideo = ({ name }: { readonly name: string }): boolean => fileKind(name) === 'video';
