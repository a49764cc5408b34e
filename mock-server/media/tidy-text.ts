/** More than any title has; the rest of a text that somebody filled a tag with is left out. */
const LONGEST = 1000;

/** A text from a tag without padding and control characters; undefined when nothing is left. */
export function tidyText(text: string | undefined): string | undefined {
  const tidy = text
    ?.slice(0, LONGEST)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return tidy === '' ? undefined : tidy;
}
