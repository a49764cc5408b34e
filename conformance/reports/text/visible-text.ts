/** What would move a cursor, turn text round, hide, or be no character at all. Line breaks and tabs are none of it. */
const TROUBLESOME = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\ufeff]/gu;

/** The pictures of the control characters begin here: U+2400 for U+0000. */
const PICTURES = 0x2400;
const DELETE = 0x7f;
const PICTURE_OF_DELETE = '\u2421';

/**
 * Foreign text, made safe for any report: what a terminal, a browser or an XML reader would act on or
 * refuse is shown instead. Line breaks and tabs stay; CR LF counts as a line break.
 */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(TROUBLESOME, picture);
}

/** The same in one line. */
export function oneLine(text: string): string {
  return visible(text).replaceAll('\n', '\u21b5').replaceAll('\t', ' ');
}

/** At most so many UTF-16 units of a text, and a word about the rest. Never cuts a character in two. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  return `${kept}... (${text.length - kept.length} more characters)`;
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(PICTURES + code);
  if (code === DELETE) return PICTURE_OF_DELETE;
  return `\\u{${code.toString(16)}}`;
}
