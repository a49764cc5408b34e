import { refusals } from './faults.js';
import { trimBlanks } from './text.js';
import type { Warnings } from './warnings.js';

/**
 * How the service looks for the next element, which decides how it treats text there (RI):
 * - `tag`: it expects a tag and no text. In the operation element, before the first argument and after an unknown one.
 * - `next`: it has just read an argument or header block, and is at the next node, of any kind.
 * - `text`: it is at text after such an element, and skips it.
 * - `content`: it expects an element and no text. Everywhere else.
 */
export type Gap = 'tag' | 'next' | 'text' | 'content';

/**
 * The state after text; `where` is for the warning that the text is ignored. Throws where no text is allowed. The
 * service also goes from `next` and `text` to `content` at a comment, which is not imitated.
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
  // An empty text is an empty CDATA section, which is no white space to the service (RI).
  if (isBlank && text !== '') return gap;
  throw gap === 'tag' ? refusals.textForTag(position()) : refusals.strayText();
}
