/** Longest text of a tag; longer than any title. */
const LONGEST = 1000;

/** A text from a tag without padding and control characters; undefined when nothing is left. */
export function tidyText(text: string | undefined): string | undefined {
  const tidy = text
    ?.slice(0, LONGEST)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return tidy === '' ? undefined : tidy;
}
