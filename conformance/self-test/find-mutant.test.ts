import { expect, test } from 'vitest';
import type { RequirementResult } from '../client-suite/report.js';
import { type BrokenBy, findMutant, isAsExpected } from './find-mutant.js';

const MUTANT = {
  requirement: 'SV-15',
  what: 'It has a defect.',
  edits: [{ file: 'x.js', find: 'a', replace: 'b' }] as const,
  consequences: ['SV-16'],
};

/** The result for a mutant that breaks these requirements. */
const found = (...ids: readonly string[]) => {
  const brokenBy: BrokenBy = async (_, { only, skip = [] }) =>
    ids
      .filter((id) => (only?.includes(id) ?? true) && !skip.includes(id))
      .map(
        (id): RequirementResult => ({
          ...{ id, title: id, level: 'must', evidence: { source: 'wsdl', about: id } },
          ...{ status: 'broken', runs: 3, exercised: 3, broken: 1, ms: 1 },
        }),
      );
  return findMutant(MUTANT, { seed: 1, runs: 10, runsOfOthers: 1 }, brokenBy);
};

test.each([
  [['SV-15'], true],
  [['SV-15', 'SV-16'], true],
  [['SV-15', 'SV-17'], false],
  [['SV-16'], false],
  [[], false],
])('a mutant that breaks %j is as expected: %s', async (ids, expected) => {
  expect(isAsExpected(await found(...ids))).toBe(expected);
});
