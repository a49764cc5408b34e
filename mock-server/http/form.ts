/** Text fields by name; several values of one name are a list. A value may be anything that a form can be made to say. */
export type Fields = Readonly<Record<string, unknown>>;

/** The file of a form, as its reader comes to it. */
export interface FormFile {
  /** Name of its field. */
  readonly field: string;
  /** Its own name, as it was sent, without folders. */
  readonly name: string;
  /** The fields that came before it. */
  readonly fields: Fields;
  /** Fails when the form breaks off or cannot be read on. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A form that was read, or as much of it as could be. */
export interface FormContents {
  /** The text fields that came. */
  readonly fields: Fields;
  /**
   * The first thing that went wrong: the form breaks off, cannot be read or holds too much, or what `take` threw.
   * Undefined when all is well.
   */
  readonly mistake: unknown;
}

/**
 * Reads a multipart form with at most one file, in a field that `isFileField` knows. It does not fail: a form that is
 * wrong may have brought something. Of a wrong form it may leave the rest of the body unread.
 * @param contentType header of the request
 * @param take gets the file, if there is one; the reader waits for its promise
 */
export type FormReader = (
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  take: (file: FormFile) => Promise<void>,
) => Promise<FormContents>;

/** howto, and client: pages and scripts of the site had fields of the other names. */
const FILE_FIELD = /^(?:FilePart|t?fff\d{1,4}|name)$/;

/** Whether the file of a form may be in a field of this name. */
export const isFileField = (name: string): boolean => FILE_FIELD.test(name);

/**
 * What is wrong with a file in a form.
 * @param field name of its field
 * @param isSecond whether there was a file before: which one is meant cannot be known
 */
export function mistakeInFile(field: string, isSecond: boolean): Error | undefined {
  if (!isFileField(field)) return new Error('Unexpected file field');
  return isSecond ? new Error('Too many files') : undefined;
}

/** The name of a file without the folders that some browsers send; empty when nothing is left. */
export function withoutFolders(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name === '.' || name === '..' ? '' : name;
}

/** Undoes what browsers do with line breaks and quotes in names, and with nothing else. Source: the HTML standard. */
export const unescaped = (name: string): string =>
  name.replace(/%0A|%0D|%22/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
