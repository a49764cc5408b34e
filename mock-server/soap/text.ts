/** Whether a UTF-16 unit is white space in XML: space, line feed, tab or carriage return. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}

/** The text without leading and trailing XML white space; other spaces, such as no-break spaces, stay. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Characters that XML 1.0 forbids or reserves, and CR, which a reader would turn into LF. */
const SPECIAL = /[&<>]|[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const EVERY_SPECIAL = new RegExp(SPECIAL, 'gu');
/** The units that a special character may have. Most texts have none, and this is found out in less than half the time. */
const UNUSUAL = /[&<>]|[^\t\n\u0020-\ud7ff\ue000-\ufffd]/;

const REFERENCES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['\r', '&#13;'],
]);

/**
 * Escapes element content. Characters that XML 1.0 forbids (C0 controls, lone surrogates, U+FFFE, U+FFFF) become
 * U+FFFD (assumption: the real service would send a malformed document).
 */
export function escapeText(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text.replace(EVERY_SPECIAL, (character) => REFERENCES.get(character) ?? '\ufffd');
}
