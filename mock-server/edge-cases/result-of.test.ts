import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPERATIONS, type TypeName } from '../../wsdl/contract.js';
import { encodeResult } from '../soap/index.js';
import { anyOf } from '../soap/testing/values.js';
import type { JsonValue } from './act.js';
import { resultOf } from './result-of.js';
import { jsonOf, toJson } from './testing/rules.js';
import { thrown } from './testing/thrown.js';

const answering = Object.values(OPERATIONS).flatMap(({ name, returns }) =>
  returns === null ? [] : [{ name, returns }],
);

test.each(answering)('any result of $name comes out of its JSON as it was', ({ returns }) => {
  fc.assert(
    fc.property(anyOf(returns), (value) => {
      expect(resultOf(JSON.parse(JSON.stringify(toJson(value))), returns)).toStrictEqual(value);
    }),
    { numRuns: 20 },
  );
});

test('every accepted value can be encoded', () => {
  const one = fc
    .constantFrom(...answering)
    .chain(({ name, returns }) =>
      fc.record({ name: fc.constant(name), returns: fc.constant(returns), json: jsonOf(returns) }),
    );
  fc.assert(
    fc.property(one, ({ name, returns, json }) => {
      expect(encodeResult('jax3', name, resultOf(json, returns), '').body).toContain(`${name}Response`);
    }),
  );
});

describe('numbers', () => {
  test.each<[JsonValue, TypeName, unknown]>([
    [7, 'long', 7n],
    ['-9223372036854775808', 'long', -(2n ** 63n)],
    ['7', 'int', 7],
    [-2147483648, 'int', -2147483648],
    [1.5, 'float', 1.5],
    ['INF', 'float', Infinity],
    ['2026-01-31T12:00:00Z', 'dateTime', new Date(Date.UTC(2026, 0, 31, 12))],
    [true, 'boolean', true],
    [[null, 'a'], 'stringArray', [null, 'a']],
  ])('%j as %s', (json, type, value) => {
    expect(resultOf(json, type)).toEqual(value);
  });

  test.each<[JsonValue, TypeName, string]>([
    ['9223372036854775808', 'long', 'the value must be a whole number of 64 bits, not "9223372036854775808"'],
    [2 ** 60, 'long', 'the value must be a text, as a JSON number past 2^53 loses digits'],
    [1.5, 'long', 'the value must be a whole number of 64 bits, not 1.5'],
    ['', 'int', 'the value must be a whole number of 32 bits, not ""'],
    [2147483648, 'int', 'the value must be a whole number of 32 bits, not 2147483648'],
    ['4294967298', 'int', 'the value must be a whole number of 32 bits, not "4294967298"'],
    ['1e', 'float', 'the value must be a number, or one of the texts NaN, INF and -INF, not "1e"'],
    [5, 'dateTime', 'the value must be a date such as 2026-01-31T12:00:00Z, not 5'],
    ['true', 'boolean', 'the value must be true or false, not "true"'],
    [5, 'string', 'the value must be a text, not 5'],
    ['a', 'stringArray', 'the value must be a list, not "a"'],
    [[1, 'x'], 'longArray', '[1] must be a whole number of 64 bits, not "x"'],
    [
      [],
      'exifInfo',
      'the value must be a table with the fields dateTime, empty, fileId, heigth, make, model, width, not []',
    ],
    [{ empty: true }, 'exifInfo', 'fileId is missing: it is a required long'],
    [
      { empty: true, fileId: 1, make: null },
      'exifInfo',
      'make must not be null: leave it out for a response without it',
    ],
    [
      JSON.parse('{"__proto__": 1}'),
      'faultBean',
      '__proto__ is no field here: the fields are details, exceptionClass',
    ],
  ])('%j is no %s', (json, type, message) => {
    expect(thrown(() => resultOf(json, type))).toBe(`UnfitResult: ${message}`);
  });
});
