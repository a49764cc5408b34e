import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REQUIREMENTS } from '../requirements/index.js';
import type { ConformanceCase } from './case.js';
import { plainerCases } from './plainer.js';

const anyCase = fc.oneof(...REQUIREMENTS.map(({ scenario }) => scenario()));

/** The plainest case that can be come to, in which something still holds. */
function plainest(start: ConformanceCase, holds: (testCase: ConformanceCase) => boolean): ConformanceCase {
  let least = start;
  for (let steps = 0; steps < 1_000; steps++) {
    const next = [...plainerCases(least)].find(holds);
    if (!next) return least;
    least = next;
  }
  throw new Error('it does not come to an end');
}

test('every case comes to one of no rules and one small plain file, unless its steps need more', () => {
  fc.assert(
    fc.property(anyCase, (testCase) => {
      const { rules, files, steps, folder, subfolder, atOnce } = plainest(
        { ...testCase, subfolder: 'b' },
        () => true,
      );
      expect([rules, folder, subfolder, atOnce]).toEqual([[], null, undefined, false]);
      const isNeeded = steps.some((step) => 'file' in step);
      if (!isNeeded) expect(files.length).toBeLessThanOrEqual(1);
      for (const { size } of files) expect(size).toBeLessThanOrEqual(1);
    }),
  );
});

test('what a failure needs stays as it was', () => {
  fc.assert(
    fc.property(anyCase, (testCase) => {
      const [rule] = testCase.rules;
      fc.pre(rule !== undefined);
      const { rules } = plainest(testCase, (each) => each.rules.includes(rule as never));
      expect(rules).toEqual([rule]);
    }),
  );
});
