import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteRanges } from './byte-ranges.js';

const SIZE = 40;
const range = fc.tuple(fc.nat(SIZE), fc.nat(SIZE)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
/** Far beyond 2^53, where numbers would merge neighbours. */
const BASE = 2n ** 60n;

test('behaves like a set of positions', () => {
  fc.assert(
    fc.property(fc.array(range), range, (added, [from, to]) => {
      const ranges = new ByteRanges();
      const model = new Set<number>();
      for (const [start, end] of added) {
        ranges.add(BASE + BigInt(start), BASE + BigInt(end));
        for (let position = start; position < end; position++) model.add(position);
      }
      const asked = Array.from({ length: to - from }, (_, index) => from + index);
      const missing = asked.find((position) => !model.has(position));
      expect(ranges.firstMissing(BASE + BigInt(from), BASE + BigInt(to))).toBe(
        missing === undefined ? undefined : BASE + BigInt(missing),
      );
      expect(ranges.covers(BASE + BigInt(from), BASE + BigInt(to))).toBe(missing === undefined);
      expect(ranges.total).toBe(BigInt(model.size));
    }),
  );
});

test('ranges that touch or overlap become one', () => {
  fc.assert(
    fc.property(fc.array(range), (added) => {
      const ranges = new ByteRanges();
      for (const [start, end] of added) ranges.add(BigInt(start), BigInt(end));
      let last = -1n;
      for (const [start, end] of ranges) {
        expect(start > last && end > start).toBe(true);
        last = end;
      }
    }),
  );
});
