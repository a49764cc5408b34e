import { markup } from '../html/markup.js';
import { oneLine, visible } from './visible-text.js';

/** Holds GitHub off from reading `@name` and `#12` as mentions, which would tell people or link threads. */
const WORD_JOINER = '\u2060';

/** A text as it is, in one line of GitHub flavoured Markdown, a table's cell included. */
export function inline(text: string): string {
  return oneLine(text)
    .replace(/[!#$&()*+\-.:<>@[\\\]_`{|}~]/g, (mark) =>
      mark === '&' || mark === '<' ? ENTITIES[mark] : `\\${mark}`,
    )
    .replace(/\\[@#]/g, (mark) => mark + WORD_JOINER);
}

const ENTITIES = { '&': '&amp;', '<': '&lt;' } as const;

/** A text as it is inside an HTML tag, where GitHub reads no Markdown but still finds mentions. */
export const inTag = (text: string): string =>
  markup`${oneLine(text).replace(/[@#]/g, `$&${WORD_JOINER}`)}`.text;

/** A text as it is, over several lines. */
export function fenced(text: string): string {
  const shown = visible(text);
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${shown}\n${fence}`;
}

/** How many bytes a text takes in UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
