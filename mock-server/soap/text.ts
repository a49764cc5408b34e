/** Characters that XML 1.0 forbids or reserves, and CR, which a reader would turn into LF. */
const SPECIAL = /[&<>]|[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const EVERY_SPECIAL = new RegExp(SPECIAL, 'gu');

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
  if (!SPECIAL.test(text)) return text;
  return text.replace(EVERY_SPECIAL, (character) => REFERENCES.get(character) ?? '\ufffd');
}
