import { stripVTControlCharacters } from 'node:util';

/**
 * Whether a message has a text in it, however the program shows texts: escaped for HTML, JSON, addresses or a shell, wrapped,
 * in capitals, in colours, in quotes, or with `?` where the terminal lacks a letter.
 */
export function hasText(message: string, text: string): boolean {
  // In capitals a letter may become two, which are no spelling of it otherwise.
  const patterns = [patternOf(text, 'iu'), patternOf(text.toUpperCase(), 'u')];
  let variants = [stripVTControlCharacters(message.slice(-MOST))];
  for (let round = 0; round < ROUNDS; round++) {
    const readable = variants.map(comparable);
    if (patterns.some((pattern) => readable.some((each) => pattern.test(each)))) return true;
    variants = [...new Set(variants.flatMap((each) => DECODERS.map((decode) => decode(each))))];
  }
  return false;
}

/** Characters of a message that are looked at: a client may print without end. */
const MOST = 20_000;
/** Escapes may be escaped, as in JSON that is shown in HTML. */
const ROUNDS = 4;

/** Letters and digits in their order: blanks and signs are where programs differ most. */
function patternOf(text: string, flags: string): RegExp {
  const words = text
    .normalize('NFC')
    .match(/[A-Za-z0-9]+|[^\p{L}\p{N}]+|[\p{L}\p{N}]+?(?=[A-Za-z0-9]|[^\p{L}\p{N}]|$)/gu);
  const pieces = (words ?? []).map((word) => {
    if (/^[A-Za-z0-9]/.test(word)) return word;
    if (/[\p{L}\p{N}]/u.test(word)) return `(?:${word}|\\?+|\uFFFD+)`;
    return word.includes('?') ? '\\??' : '';
  });
  return new RegExp(pieces.join(OTHERS), flags);
}

const OTHERS = '[^\\p{L}\\p{N}?\uFFFD]*';

const comparable = (text: string): string => text.normalize('NFC').replace(/_/g, ' ');

const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', szlig: 'ß' },
  ...{ auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü' },
};

const DECODERS: readonly ((text: string) => string)[] = [
  (text) => text,
  // HTML and XML.
  (text) =>
    text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));?/gi, (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      return character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ?? whole;
    }),
  // JSON, and most languages.
  (text) =>
    text
      .replace(/\\u\{?([0-9a-f]{4,6})\}?/gi, (whole, hex) => character(Number.parseInt(hex, 16)) ?? whole)
      .replace(/\\[nrt]/g, ' ')
      .replace(/\\(["'\\/])/g, '$1'),
  // Bytes as C, Python and shells show them, in hex or octal.
  (text) =>
    text.replace(/(?:\\x[0-9a-f]{2}|\\[0-3][0-7]{2})+/gi, (run) =>
      Buffer.from(
        Array.from(run.matchAll(/\\(?:x(..)|(...))/gi), ([, hex, octal]) =>
          hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16),
        ),
      ).toString(),
    ),
  // Addresses, and quoted-printable.
  (text) =>
    text
      .replace(/=\r?\n/g, '')
      .replace(/(?:[%=][0-9a-f]{2})+/gi, (run) => Buffer.from(run.replace(/[%=]/g, ''), 'hex').toString()),
  // UTF-8 that was read as Latin-1.
  (text) => (/[\u0100-\uffff]/.test(text) ? text : Buffer.from(text, 'latin1').toString()),
];

const character = (code: number): string | undefined =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
