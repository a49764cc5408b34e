import { extname } from 'node:path';
import fc from 'fast-check';
import { contentType, types } from 'mime-types';
import { expect, test } from 'vitest';
import { contentTypeOf } from './content-type-of.js';

/** What the package mime-types says, which is no good outside of Node. */
const expected = (name: string): string | undefined => contentType(extname(name)) || undefined;

test('every ending that is known has the type that it has in mime-types', () => {
  const endings = Object.keys(types);
  expect(endings.length).toBeGreaterThan(1000);
  for (const ending of endings)
    expect(contentTypeOf(`a.${ending.toUpperCase()}`), ending).toBe(expected(`a.${ending}`));
});

test('what an ending is, and what is none', () => {
  const piece = fc.constantFrom('.', '..', 'txt', 'html', 'a', '/', ' ', 'toString', 'é');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const name = pieces.join('');
      expect(contentTypeOf(name), name).toBe(expected(name));
    }),
    { numRuns: 2000 },
  );
});
