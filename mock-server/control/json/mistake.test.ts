import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from '../../world/turn.js';
import { type JsonMistake, mistakeIn, placeOf } from './mistake.js';

function mistakeOf(text: string): JsonMistake | undefined {
  const at = mistakeIn(text);
  const encoder = new TextEncoder();
  return at === undefined
    ? undefined
    : finish(placeOf(encoder.encode(text), encoder.encode(text.slice(0, at)).length));
}

test.each([
  ['', 1, 1, 'end of the text'],
  ['  \n ', 2, 2, 'end of the text'],
  ['{"a": 1,}', 1, 9, '"}"'],
  ['{"a": 1\n "b": 2}', 2, 2, '"\\""'],
  ['[1, 2', 1, 6, 'end of the text'],
  ['[1 2]', 1, 4, '"2"'],
  ["{'a': 1}", 1, 2, '"\'"'],
  ['{"a" 1}', 1, 2, '"\\""'],
  ['[01]', 1, 3, '"1"'],
  ['[1.]', 1, 3, '"."'],
  ['["a\tb"]', 1, 2, '"\\""'],
  ['{} {}', 1, 4, '"{"'],
  ['nul', 1, 1, '"n"'],
  ['[1]]', 1, 4, '"]"'],
  ['\ufeff{}', 1, 1, '"\ufeff"'],
])('%j', (text, line, column, found) => {
  expect(mistakeOf(text)).toEqual({ line, column, found });
});

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('JSON has none, and every text that the parser refuses has one', () => {
  const pieces = fc.constantFrom(
    ...'{}[],:"\\ \n\t0-1.eE+truefalsn/u'.split(''),
    'true',
    'null',
    '""',
    '\u007f',
    '😀',
  );
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.nat({ max: 3 }), pieces)
    .map(
      ([text, at, gone, piece]) =>
        text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + gone),
    );
  const texts = fc.oneof(
    fc.json(),
    broken,
    fc.array(pieces).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(mistakeOf(text) === undefined, text).toBe(isJson(text));
    }),
    { numRuns: 5000 },
  );
});

test('a deep nesting takes no stack', () => {
  const deep = 100_000;
  expect(mistakeOf('['.repeat(deep) + ']'.repeat(deep))).toBeUndefined();
  expect(mistakeOf('['.repeat(deep))).toEqual({ line: 1, column: deep + 1, found: 'end of the text' });
});
