/** A malformed request. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly status = 400;
}

/** Absolute paths, with the quotes around them: of Unix with two segments or more, and of Windows. */
const PATHS = /(["'`]?)(?:file:\/\/)?(?:\/[^\s"'`/:]+){2,}\/?\1|(["'`]?)\b[A-Za-z]:\\[^\s"'`]*\2/g;

/** An error message without the paths of this machine, which a client must not see. */
export const withoutPaths = (text: string): string => text.replace(PATHS, '(a path)');
