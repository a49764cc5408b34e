/**
 * Words as a POSIX shell reads them back: those with anything special in single quotes.
 * @returns one line, unless a word has several
 */
export const shellWords = (words: readonly string[]): string =>
  words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
