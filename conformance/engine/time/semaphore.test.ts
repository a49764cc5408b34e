import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Semaphore } from './semaphore.js';

test('no more places are taken than there are, in the order of coming, and all get their turn', async () => {
  const wants = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), wants, fc.scheduler(), async (count, all, scheduler) => {
      const places = new Semaphore(count);
      const entered: number[] = [];
      let taken = 0;
      const done = all.map((wanted, index) =>
        places.take(wanted, async () => {
          entered.push(index);
          taken += Math.min(wanted, count);
          expect(taken).toBeLessThanOrEqual(count);
          await scheduler.schedule(Promise.resolve());
          taken -= Math.min(wanted, count);
        }),
      );
      await scheduler.waitFor(Promise.all(done));
      expect(entered).toEqual([...all.keys()]);
    }),
  );
});

test('work that fails gives its places back', async () => {
  const places = new Semaphore(1);
  await expect(places.take(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await places.take(1, async () => 'next')).toBe('next');
});
