import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Listed, Listing, nameKey } from './listing.js';

const entry = fc
  .tuple(
    fc.constantFrom<Listed['kind']>('folder', 'file'),
    fc.constantFrom('a', 'A', 'b', 'Äb', 'äB', '', 'c'),
  )
  .map(([kind, name]) => ({ kind, nameKey: nameKey(name) }));

const step = fc.oneof(
  fc.record({ add: fc.array(entry, { maxLength: 60 }) }),
  fc.record({ remove: fc.nat() }),
  fc.record({ look: fc.constant(true) }),
);

function naiveSort(entries: Iterable<Listed>): Listed[] {
  const rank = (one: Listed) => (one.kind === 'folder' ? 0 : 1);
  return [...entries].sort(
    (a, b) =>
      rank(a) - rank(b) || (a.nameKey < b.nameKey ? -1 : a.nameKey > b.nameKey ? 1 : Number(a.id - b.id)),
  );
}

test('keeps the order of a naive sort through any additions and removals', () => {
  fc.assert(
    fc.property(fc.array(step), fc.integer(), fc.integer(), (steps, start, count) => {
      const listing = new Listing<Listed>();
      const model = new Set<Listed>();
      let id = 0n;
      for (const one of steps) {
        if ('add' in one) {
          for (const fields of one.add) {
            const added = { ...fields, id: id++ };
            listing.add(added);
            model.add(added);
          }
        } else if ('remove' in one) {
          const gone = [...model][one.remove % Math.max(model.size, 1)];
          if (gone) {
            listing.remove(gone);
            listing.remove(gone);
            model.delete(gone);
          }
        } else expect([...listing]).toEqual(naiveSort(model));
        expect(listing.size).toBe(model.size);
      }
      const sorted = naiveSort(model);
      const from = Math.max(start, 0);
      expect(listing.slice(start, count)).toEqual(sorted.slice(from, from + Math.max(count, 0)));
      expect(listing.folders()).toEqual(sorted.filter(({ kind }) => kind === 'folder'));
      expect(listing.named('file', 'äb')).toEqual(
        sorted.filter((one) => one.kind === 'file' && one.nameKey === 'äb'),
      );
    }),
  );
});

test('keeps it through removals of whole stretches of a large folder', () => {
  const stretch = fc.tuple(fc.nat(3000), fc.nat(2000));
  fc.assert(
    fc.property(fc.array(stretch, { minLength: 1, maxLength: 4 }), (stretches) => {
      const listing = new Listing<Listed>();
      let model: Listed[] = [];
      const add = (from: bigint) => {
        for (let id = from; id < from + 3000n; id++) {
          const kind: Listed['kind'] = id % 3n === 0n ? 'folder' : 'file';
          const entry = { kind, nameKey: `${(id * 7919n) % 2003n}`, id };
          listing.add(entry);
          model.push(entry);
        }
        model = naiveSort(model);
      };
      add(0n);
      for (const [start, count] of stretches) {
        for (const entry of model.splice(start, count)) listing.remove(entry);
        const [some] = model.slice(start);
        if (some) expect(listing.named(some.kind, some.nameKey)).toContain(some);
        expect(listing.folders()).toHaveLength(model.filter(({ kind }) => kind === 'folder').length);
      }
      add(3000n);
      expect([...listing]).toEqual(model);
      expect(listing.slice(1500, 1000)).toEqual(model.slice(1500, 2500));
    }),
    { numRuns: 15 },
  );
});

test('a loop sees the entries as they were when it began', () => {
  const listing = new Listing<Listed>();
  for (let id = 0n; id < 100n; id++) listing.add({ kind: 'file', nameKey: `${id}`, id });
  for (const one of listing) listing.remove(one);
  expect(listing.size).toBe(0);
});

/** Counts comparisons of names instead of taking the time. */
function counting(key: string, id: bigint, count: () => void): Listed {
  return {
    kind: 'file',
    id,
    get nameKey() {
      count();
      return key;
    },
  };
}

test('looking at a slice again compares nothing, however large the folder', () => {
  let looks = 0;
  const listing = new Listing<Listed>();
  const count = () => {
    looks += 1;
  };
  for (let id = 0n; id < 20_000n; id++) listing.add(counting(`${(id * 7919n) % 20_011n}`, id, count));
  expect(listing.slice(10_000, 100)).toHaveLength(100);
  looks = 0;
  expect(listing.slice(10_000, 100)).toHaveLength(100);
  expect(looks).toBe(0);
  listing.add(counting('5', 20_000n, count));
  expect(listing.slice(0, 1)).toHaveLength(1);
  expect(listing.named('file', '5').length).toBeGreaterThan(0);
  expect(looks).toBeLessThan(100);
});
