import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AdapterError } from './client-under-test.js';
import { LineSplitter } from './line-splitter.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const textsOf = (pieces: readonly Uint8Array[], longest = 1000) => {
  const splitter = new LineSplitter(longest);
  const lines = pieces.flatMap((piece) => [...splitter.push(piece)]);
  return { lines, unfinished: splitter.unfinished };
};

/** Cuts bytes at any places. */
const cut = (whole: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const ends = [...places.map((place) => place % (whole.length + 1)), whole.length].sort((a, b) => a - b);
  return ends.map((end, index) => whole.subarray(index === 0 ? 0 : ends[index - 1], end));
};

const line = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[\n\uFEFF]/.test(text));

test('output in chunks of any size has the same lines', () => {
  fc.assert(
    fc.property(fc.array(line), line, fc.array(fc.nat(), { maxLength: 20 }), (texts, rest, places) => {
      const whole = bytes([...texts, rest].join('\n'));
      expect(textsOf(cut(whole, places))).toEqual({
        lines: texts.map((text, index) => ({ number: index + 1, text })),
        unfinished: rest,
      });
    }),
  );
});

describe('a limit', () => {
  test('takes a line that just fits', () => {
    expect(textsOf([bytes('äxx\n')], 4).lines).toEqual([{ number: 1, text: 'äxx' }]);
  });
  test.each([[['äxxx\n']], [['ok\nä', 'xxx']]])('refuses one byte more: %j', (texts) => {
    expect(() => textsOf(texts.map(bytes), 4)).toThrow(AdapterError);
  });
});

test('a byte order mark at the beginning is forgiven', () => {
  expect(textsOf([bytes('\uFEFF{}\n')]).lines).toEqual([{ number: 1, text: '{}' }]);
});
