/** Text fields by name; several values of one name are a list. A value may be anything that a form can encode. */
export type Fields = Readonly<Record<string, unknown>>;

/** The file of a form, as it arrives. */
export interface FormFile {
  /** Name of its field. */
  readonly field: string;
  /** File name as sent, without folders. */
  readonly name: string;
  /** The fields before it. */
  readonly fields: Fields;
  /** Throws when the form breaks off or is malformed. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A form, or as much of it as could be read. */
interface FormContents {
  /** Its text fields. */
  readonly fields: Fields;
  /** The first error: the form breaks off, is malformed or too large, or `take` threw. Undefined if there was none. */
  readonly mistake: unknown;
}

/**
 * Reads a multipart form with at most one file, in a field that `isFileField` accepts. It does not reject, since the
 * beginning of a malformed form counts, too; it may leave the rest of such a body unread.
 * @param contentType header of the request
 * @param take receives the file, if there is one; the reader awaits its promise
 */
export type FormReader = (
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  take: (file: FormFile) => Promise<void>,
) => Promise<FormContents>;

/** howto; client: pages and scripts of the site used the other names. */
const FILE_FIELD = /^(?:FilePart|t?fff\d{1,4}|name)$/;

/** Whether a field of this name may hold the file of a form. */
export const isFileField = (name: string): boolean => FILE_FIELD.test(name);

/**
 * The error of a file in a form, if there is one.
 * @param field name of its field
 * @param isSecond whether there was a file before it: which one is meant cannot be known
 */
export function mistakeInFile(field: string, isSecond: boolean): Error | undefined {
  if (!isFileField(field)) return new Error('Unexpected file field');
  return isSecond ? new Error('Too many files') : undefined;
}

/** A file name without the folders that some browsers send; may be empty. */
export function withoutFolders(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name === '.' || name === '..' ? '' : name;
}

/** Undoes how browsers escape line breaks and quotes in file names. Source: the HTML standard. */
export const unescaped = (name: string): string =>
  name.replace(/%0A|%0D|%22/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
