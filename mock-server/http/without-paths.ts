/** Absolute paths of this machine, with the quotes around them: of Unix with two pieces or more, and of Windows. */
const PATHS = /(["'`]?)(?:file:\/\/)?(?:\/[^\s"'`/:]+){2,}\/?\1|(["'`]?)\b[A-Za-z]:\\[^\s"'`]*\2/g;

/** An error's message as a client may see it: where files lie on this machine is nobody else's business. */
export const withoutPaths = (text: string): string => text.replace(PATHS, '(a path)');
