import { expect, test } from 'vitest';
import type { RequirementResult } from '../client-suite/report.js';
import { type BrokenBy, findFault, isAsForetold } from './find-fault.js';

const FAULT = {
  rule: 'SV-15',
  what: 'It has a fault.',
  edits: [{ file: 'x.js', find: 'a', replace: 'b' }] as const,
  consequences: ['SV-16'],
};

/** What is found of a fault that breaks these rules. */
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
  return findFault(FAULT, { seed: 1, runs: 10, runsOfOthers: 1 }, brokenBy);
};

test.each([
  [['SV-15'], true],
  [['SV-15', 'SV-16'], true],
  [['SV-15', 'SV-17'], false],
  [['SV-16'], false],
  [[], false],
])('of a fault that breaks %j, it is %s that it was foretold', async (ids, foretold) => {
  expect(isAsForetold(await found(...ids))).toBe(foretold);
});
