import { PHRASES } from './phrases.js';

const PATTERNS = PHRASES.map(({ pattern, instead }) => ({
  instead,
  // A phrase may go on in the next line of a comment.
  regex: new RegExp(`(?<![\\w-])(?:${pattern.replaceAll(' ', '\\s+')})(?!\\w)`, 'gim'),
}));

/** Marks that a comment begins its lines with. */
const LINE_MARKS = /^[ \t]*(?:\*|\/\/|#(?!#* ))/gm;

/** Phrases that the project does without, each as `line: "phrase", better: ...`. */
export function findPhrases(text: string): string[] {
  const prose = text.replace(LINE_MARKS, (mark) => ' '.repeat(mark.length));
  return PATTERNS.flatMap(({ regex, instead }) =>
    Array.from(prose.matchAll(regex), ({ 0: phrase, index }) => {
      const line = prose.slice(0, index).split('\n').length;
      return `${line}: "${phrase.replace(/\s+/g, ' ')}", better: ${instead}`;
    }),
  );
}
