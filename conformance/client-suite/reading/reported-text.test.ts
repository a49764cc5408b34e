import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explanations } from '../scenarios/acts.js';
import { hasText } from './reported-text.js';

const html = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' })[sign] ?? sign,
  );
const octets = (text: string, shown: (byte: number) => string): string =>
  Array.from(Buffer.from(text), (byte) => (byte < 0x80 ? String.fromCharCode(byte) : shown(byte))).join('');

/** What programs make of a text that they show. */
const SHOWN: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'for HTML': html,
  'for HTML, letters by number': (text) =>
    html(text).replace(/[^ -~]/g, (letter) => `&#${letter.codePointAt(0)};`),
  'for XML, in hex': (text) =>
    html(text).replace(/[^ -~]/g, (letter) => `&#x${letter.codePointAt(0)?.toString(16)};`),
  'as JSON': (text) => JSON.stringify(text),
  'as JSON in ASCII': (text) =>
    JSON.stringify(text).replace(
      /[^ -~]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  'as JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)),
  'as JSON in HTML': (text) => html(JSON.stringify(text)),
  'in an address': encodeURIComponent,
  'as bytes of Python': (text) => `b'${octets(text, (byte) => `\\x${byte.toString(16)}`)}'`,
  'as bytes of a shell': (text) => `$'${octets(text, (byte) => `\\${byte.toString(8)}`)}'`,
  'as quoted-printable': (text) => octets(text, (byte) => `=${byte.toString(16).toUpperCase()}`),
  'in a terminal without its letters': (text) => text.replace(/[^ -~]/g, '?'),
  'with two marks for a letter': (text) => octets(text, () => '?'),
  'decoded in a wrong way': (text) => Buffer.from(text).toString('latin1'),
  'in capitals': (text) => text.toUpperCase(),
  'in small letters': (text) => text.toLowerCase(),
  'word by word in lines': (text) => text.replaceAll(' ', '\n    '),
  'wrapped and bordered': (text) => text.replaceAll(' ', ' \n  | '),
  'in colours': (text) => `\u001b[1;31m${text.replaceAll(' ', '\u001b[0m \u001b[31m')}\u001b[0m`,
  'with quotes doubled': (text) => `"${text.replaceAll('"', '""')}"`,
  'with typographic quotes': (text) => text.replace(/"([^"]*)"/g, '“$1”'),
  'with accents apart': (text) => text.normalize('NFD'),
};

const { texts } = { texts: fc.sample(explanations(), { numRuns: 200, seed: 1 }) };
const TEXTS = [...new Set(texts)];

describe.each(Object.entries(SHOWN))('a text that is shown %s is found', (_, show) => {
  test.each(TEXTS)('%s', (text) => {
    expect(hasText(`upload.php: error 3 (${show(text)}).`, text)).toBe(true);
  });
});

test.each(TEXTS)('another message has not the text %s', (text) => {
  for (const message of [
    '',
    'the service did not join the parts',
    'upload failed: ?',
    'HTTP 200',
    ...TEXTS.filter((other) => other !== text),
    text.slice(0, -4),
    text.slice(4),
  ])
    expect([message, hasText(message, text)]).toEqual([message, false]);
});

test('a message without end is looked through in no time', () => {
  for (const filling of ['?', '&amp;', '\\u00df', '%C3', 'Zu gro', '\\x41'])
    expect(hasText(filling.repeat(100_000), 'Zu groß: "a & b" < 5 GB')).toBe(false);
});
