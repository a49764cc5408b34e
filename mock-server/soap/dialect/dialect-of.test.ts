import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { dialectSchema } from './dialect-schema.js';
import { dialectOf } from './index.js';
import { EVERY_OPTION, TRANSPORT_OPTIONS } from './testing/single-options.js';

const dialects = Array.from({ length: 3000 }, (_, seed) => dialectOf(seed));

describe('the dialect of a seed', () => {
  test('is the same for 7, 7n and "7", and another for 8', () => {
    expect(dialectOf(7n)).toEqual(dialectOf(7));
    expect(dialectOf('7')).toEqual(dialectOf(7));
    expect(dialectOf(8)).not.toEqual({ ...dialectOf(7), seed: '8' });
    expect(dialectOf('a word').seed).toBe('a word');
    expect(dialectOf(2n ** 64n).seed).toBe('18446744073709551616');
  });

  test('stays as it is from one release to the next', () => {
    expect([1, 2, 3].map(dialectOf)).toMatchInlineSnapshot(`
      [
        {
          "chunks": 1,
          "comments": true,
          "declaration": "none",
          "emptyTags": "short",
          "encoding": "utf-16",
          "quotes": "single",
          "seed": "1",
          "unknown": true,
          "whitespace": true,
        },
        {
          "chunks": 1,
          "declaration": "bare",
          "emptyTags": "long",
          "entities": true,
          "faultStatus": 200,
          "prefixes": "other",
          "seed": "2",
          "whitespace": true,
        },
        {
          "chunks": 7,
          "declaration": "double-quoted",
          "emptyTags": "short",
          "encoding": "utf-16le",
          "prefixes": "default",
          "seed": "3",
        },
      ]
    `);
  });

  test('is legal and plain JSON', () => {
    for (const dialect of dialects) {
      expect(v.parse(dialectSchema, dialect)).toEqual(dialect);
      expect(JSON.parse(JSON.stringify(dialect))).toEqual(dialect);
      expect(dialect.instructions).toBeUndefined();
    }
  });

  const documents = EVERY_OPTION.filter((option) => option.instructions === undefined);

  test.each([...documents, ...TRANSPORT_OPTIONS].flatMap(Object.entries))(
    '%s: %j is among them',
    (option, value) => {
      const having = dialects.filter((dialect) =>
        Object.entries(dialect).some(([k, v]) => k === option && v === value),
      );
      expect(having.length).toBeGreaterThan(100);
      expect(having.length).toBeLessThan(2000);
    },
  );

  test('seldom repeats', () => {
    const options = dialects.map((dialect) => JSON.stringify({ ...dialect, seed: '' }));
    expect(new Set(options).size).toBeGreaterThan(2900);
  });
});
