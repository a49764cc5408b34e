import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { anyText } from '../testing/value-arbitrary.js';
import { widthOf, wrapped } from './text-width.js';
import { clipped, oneLine, visible } from './visible-text.js';

test.each([
  ['plain, naïve, 報告, 👩‍👩‍👧', 'plain, naïve, 報告, 👩‍👩‍👧'],
  ['a\tb\nc\r\nd', 'a\tb\nc\nd'],
  ['\r\u0000\u001b[31m\u0007\u007f', '␍␀␛[31m␇␡'],
  ['\u009b2J \u202eevil\u2069', '\\u{9b}2J \\u{202e}evil\\u{2069}'],
  ['\ud800x\udc00\uffff\ufeff', '\\u{d800}x\\u{dc00}\\u{ffff}\\u{feff}'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('what is shown is the same when shown again, and one line is one line', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(visible(visible(text))).toBe(visible(text));
      expect(visible(text)).not.toMatch(/\p{Cs}/u);
      expect(oneLine(text)).not.toMatch(/[\n\t]/);
    }),
  );
});

test('a text is cut between characters, and the rest is counted', () => {
  expect(clipped('abcdef', 6)).toBe('abcdef');
  expect(clipped('abcdef', 4)).toBe('abcd... (2 more characters)');
  expect(clipped('a👍b', 2)).toBe('a... (3 more characters)');
});

test.each([
  ['abc', 3],
  ['報告', 4],
  ['naïve', 5],
  ['nai\u0308ve', 5],
  ['👍', 2],
  ['👩‍👩‍👧', 2],
  ['\u2060', 0],
])('%j takes %i columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test('wrapped lines fit, and nothing is lost', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2, max: 80 }), (text, columns) => {
      const line = oneLine(text);
      const lines = wrapped(line, columns);
      for (const one of lines) expect(widthOf(one)).toBeLessThanOrEqual(columns);
      expect(lines.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
    }),
  );
});

/** UTF-16 units that go through `Intl.Segmenter`, whose time grows with the square of the text that it is given. */
function segmented(work: () => void): { readonly units: number; readonly most: number } {
  const spy = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  try {
    work();
    const lengths = spy.mock.calls.map(([text]) => text.length);
    return { units: lengths.reduce((sum, each) => sum + each, 0), most: Math.max(...lengths) };
  } finally {
    spy.mockRestore();
  }
}

test.each(['報', 'e\u0301', '👩‍👩‍👧', 'né '])(
  'a long text of %j is measured and wrapped in linear time',
  (character) => {
    const text = character.repeat(66_000 / character.length);
    for (const work of [() => widthOf(text), () => wrapped(text, 80)]) {
      const { units, most } = segmented(work);
      expect(units).toBeLessThan(6 * text.length);
      expect(most).toBeLessThan(2_000);
    }
  },
);
