import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '../testing/value-arbitrary.js';
import { graphemes } from './graphemes.js';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What joins with its neighbours: families, flags, conjuncts, syllables, accents, line ends, halves of pairs. */
const joining = fc.constantFrom(
  ...['👩', '\u200d', '👧', '🏽', '🇩', '🇪', 'क', '\u094d', 'ष', 'ᄒ', 'ᅡ', 'ᆫ', 'e', '\u0301', '\r', '\n'],
  ...['\ud83d', '\udc67', '\u{e0061}', '\u0600'],
);

const text = fc.oneof(
  anyText.map((long) => long.slice(0, 3000)),
  fc.array(joining, { minLength: 400, maxLength: 1500, size: 'max' }).map((parts) => parts.join('')),
  fc.tuple(joining, joining, fc.nat(1500)).map(([first, then, times]) => first + then.repeat(times)),
);

test('a text has the same characters in windows as in one piece', () => {
  fc.assert(
    fc.property(text, (long) => {
      const whole = Array.from(segmenter.segment(long), ({ segment }) => segment);
      expect([...graphemes(long)].join('|')).toBe(whole.join('|'));
    }),
    // Shrinking texts as long as these takes minutes.
    { numRuns: 60, endOnFailure: true },
  );
});

test('a window that ends with half of a pair, and goes on with another pair', () => {
  for (const halves of ['\ud83d', '\ud83d\ud83d', '\udc67']) {
    const long = `${'e'.repeat(512 - halves.length)}${halves}\u{e0061}e`;
    const whole = Array.from(segmenter.segment(long), ({ segment }) => segment);
    expect([...graphemes(long)]).toEqual(whole);
  }
});
