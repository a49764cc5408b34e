import { trimBlanks } from './blanks.js';
import { refusals } from './refusals.js';
import type { Warnings } from './warnings.js';

/**
 * How the service looks for the next element, which decides what text means there (RI):
 * - `tag`: it asks for a tag and takes no text. In the operation element ahead of the first part and after one that it
 *   does not know.
 * - `next`: it has just read a part or header block of its own and stands at whatever follows.
 * - `text`: it stands at text after such an element, and steps over it.
 * - `content`: it asks for an element and takes no text. Everywhere else.
 */
export type Gap = 'tag' | 'next' | 'text' | 'content';

/**
 * The gap after text in it; `where` is for the warning that the text is ignored. Throws where no text is taken. The
 * service also goes from `next` and `text` to `content` at a comment, which is not followed here.
 */
export function passText(
  gap: Gap,
  text: string,
  where: string,
  position: () => string,
  warnings: Warnings,
): Gap {
  const isBlank = trimBlanks(text) === '';
  if (gap === 'next' || gap === 'text') {
    if (!isBlank) warnings.add(`the text in ${where} is ignored; elements belong there`);
    return 'text';
  }
  if (isBlank) return gap;
  throw gap === 'tag' ? refusals.textForTag(position()) : refusals.strayText();
}
