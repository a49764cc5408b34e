import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joined, joining } from './bytes.js';

const chunks = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 10 });

test('chunks are joined in their order, a step for each', () => {
  fc.assert(
    fc.property(chunks, (all) => {
      expect([...joined(all)]).toEqual(all.flatMap((chunk) => [...chunk]));
      expect([...joining(all)]).toHaveLength(all.length > 1 ? all.length : 0);
    }),
  );
});

test('a single chunk is not copied', () => {
  const only = new Uint8Array([1, 2, 3]);
  expect(joined([only])).toBe(only);
});
