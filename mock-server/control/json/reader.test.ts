import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from '../../world/turn.js';
import { Problem } from '../problem.js';
import { mistakeIn } from './mistake.js';
import { LONG, outline } from './outline.js';
import { NoJson, readJson } from './reader.js';

/** What the native parser says to it; undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function read(text: string): unknown {
  const bytes = new TextEncoder().encode(text);
  try {
    return finish(readJson(bytes, finish(outline(bytes, 1_000_000))));
  } catch (error) {
    if (error instanceof NoJson || error instanceof Problem) return undefined;
    throw error;
  }
}

const filler = 'x'.repeat(LONG);
const escapes = '\\u00e4\\ud83d\\ude00\\n\\\\\\"'.repeat(LONG / 20);

/** JSON of which many values are long. */
const { value: json } = fc.letrec<{ value: string; list: string; table: string; leaf: string }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('list'), tie('table')),
  leaf: fc.oneof(
    fc.json({ maxDepth: 1 }),
    fc.constantFrom(`"${filler}"`, `"${escapes}"`, `"${'ä😀'.repeat(LONG / 4)}"`, `[${'1,'.repeat(LONG)}2]`),
    fc.nat({ max: 7 }).map((shift) => `"${'x'.repeat(shift)}${escapes}"`),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }).map((members) => `[ ${members.join(' ,\n')} ]`),
  table: fc
    .array(fc.tuple(fc.constantFrom('a', '__proto__', '1', '\\u0061', 'toString'), tie('value')), {
      maxLength: 4,
    })
    .map((members) => `{ ${members.map(([name, member]) => `"${name}" : ${member}`).join(',')} }`),
}));

test('what is read in pieces is what the parser makes of the whole', () => {
  fc.assert(
    fc.property(json, (text) => {
      expect(read(text)).toEqual(parsed(text));
      expect(JSON.stringify(read(text))).toBe(JSON.stringify(parsed(text)));
    }),
    { numRuns: 40 },
  );
});

test('and what the parser refuses is refused', () => {
  const signs = fc.constantFrom(...'{}[],:"\\ \n0u'.split(''), '""', 'true', '\u0001', '\ufeff');
  const broken = fc
    .tuple(json, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 3 }), signs)
    .map(([text, place, gone, sign]) => {
      const at = Math.floor(place * text.length);
      // Half of a pair of surrogates becomes what it is as bytes.
      return new TextDecoder().decode(
        new TextEncoder().encode(text.slice(0, at) + sign + text.slice(at + gone)),
      );
    });
  fc.assert(
    fc.property(broken, (text) => {
      // A mark of the byte order is taken at the very beginning, where the parser would not.
      fc.pre(!text.startsWith('\ufeff'));
      expect(JSON.stringify(read(text)) === JSON.stringify(parsed(text)), text.slice(0, 1000)).toBe(true);
    }),
    { numRuns: 120 },
  );
});

const long = `[${'1,'.repeat(LONG)}1]`;
test.each([
  ['a comma behind the last one', `[${long},]`],
  ['a comma before the first one', `[,${long}]`],
  ['two commas', `[${long},,${long}]`],
  ['nothing between', `[${long}${long}]`],
  ['something behind', `[${long} 1]`],
  ['another bracket', `${long.slice(0, -1)}}`],
  ['a member without a name', `{${long}}`],
  ['a comma in a table', `{"a":${long},}`],
  ['a colon in a list', `["a":${long}]`],
  ['something behind it all', `${long}]`],
  ['two at the top', `${long}${long}`],
  ['an escape that there is not', `["${'x'.repeat(LONG - 1)}\\x${filler}"]`],
  ['a sign that must be escaped', `["${filler}\t${filler}"]`],
])('%s is no JSON', (_, text) => {
  expect(parsed(text)).toBeUndefined();
  expect(read(text)).toBeUndefined();
});

test('the mistake is where the first one of the whole text is', () => {
  const signs = fc.constantFrom(...'{}[],:"'.split(''), 'x', 'ä');
  const broken = fc
    .tuple(fc.json({ maxDepth: 2 }), fc.nat({ max: 30 }), signs)
    .map(([text, at, sign]) => `[${long},\n "ä${filler}", ${text.slice(0, at)}${sign}${text.slice(at)}]`);
  fc.assert(
    fc.property(broken, (text) => {
      const at = mistakeIn(text);
      const bytes = new TextEncoder().encode(text);
      fc.pre(at !== undefined && new TextDecoder().decode(bytes) === text);
      let found: unknown;
      try {
        finish(readJson(bytes, finish(outline(bytes, 1_000_000))));
      } catch (error) {
        found = error;
      }
      fc.pre(!(found instanceof Problem));
      expect(found).toEqual(new NoJson(new TextEncoder().encode(text.slice(0, at)).length));
    }),
    { numRuns: 100 },
  );
});

test('a mark of the byte order is passed over', () => {
  expect(read('\ufeff{"a":1}')).toEqual({ a: 1 });
  expect(read(`\ufeff${long}`)).toEqual(JSON.parse(long));
});
