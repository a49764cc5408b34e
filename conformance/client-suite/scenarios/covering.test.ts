import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Covered, coveringRows, type Row } from './covering.js';

const dimensions: fc.Arbitrary<Covered[]> = fc.array(
  fc.record({ corners: fc.nat(12), each: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 6 },
);

const timesOf = (rows: readonly Row[], dimension: number, corner: number): number =>
  rows.filter((row) => row[dimension] === corner).length;

test('each corner is in just as many rows as is asked for, and no row has two of what excludes each other', () => {
  fc.assert(
    fc.property(dimensions, fc.integer(), (all, seed) => {
      const exclusive = all.length > 1 ? [[0, 1]] : [];
      const rows = coveringRows(all, exclusive, seed);
      for (const [dimension, { corners, each }] of all.entries())
        for (let corner = 0; corner < corners; corner++) expect(timesOf(rows, dimension, corner)).toBe(each);
      if (all.length > 1)
        expect(rows.filter((row) => row[0] !== undefined && row[1] !== undefined)).toEqual([]);
      expect(coveringRows(all, exclusive, seed)).toEqual(rows);
    }),
  );
});

test('nearly every pair of corners that meets is another one', () => {
  const all = Array.from({ length: 5 }, () => ({ corners: 12, each: 6 }));
  const pairsIn = (rows: readonly Row[]): number => {
    const pairs = rows.flatMap((row) =>
      row.flatMap((one, i) => row.slice(i + 1).map((other, j) => `${i} ${one} ${i + 1 + j} ${other}`)),
    );
    return new Set(pairs).size;
  };
  // Each of 72 rows has ten pairs. By chance, some 570 of them would differ.
  expect(pairsIn(coveringRows(all, [], 1))).toBeGreaterThan(0.95 * 720);
});
