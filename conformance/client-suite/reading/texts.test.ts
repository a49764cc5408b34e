import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoted, quotedApart } from './texts.js';

const LONG = 'http://127.0.0.1:4040/~case-0123456789abcdef0123456789abcdef/main/upload.jsp?sId=aaaaaaaaaa';

test('long texts that are compared are cut so that the difference is seen', () => {
  expect(quotedApart(`${LONG}&dcId=1`, [`${LONG}&dcId=1&extra=1`])).toEqual([
    '"…load.jsp?sId=aaaaaaaaaa&dcId=1"',
    ['"…load.jsp?sId=aaaaaaaaaa&dcId=1&extra=1"'],
  ]);
  expect(quotedApart('a', ['b', 'c'])).toEqual(['"a"', ['"b"', '"c"']]);
});

test('texts that differ in any place are shown differently, and never at length', () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 300 })
    .map((each) => each.replace(/\p{Surrogate}/gu, ''));
  fc.assert(
    fc.property(text, text, text, (start, one, other) => {
      fc.pre(one !== other);
      const [shown, [against = '']] = quotedApart(start + one, [start + other]);
      expect(shown).not.toBe(against);
      for (const each of [shown, against]) expect(JSON.parse(each).length).toBeLessThanOrEqual(82);
    }),
  );
});

test('a text alone is cut at its end', () => {
  expect(quoted('x'.repeat(81))).toBe(`"${'x'.repeat(79)}…"`);
  expect(quoted('x'.repeat(80))).toBe(`"${'x'.repeat(80)}"`);
});
