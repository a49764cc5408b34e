import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Requirement } from '../requirement.js';
import { deadlineIn } from '../time/time-limit.js';
import { type SearchPlan, search } from './search.js';

/** A case that is no JSON by itself: its number is a bigint. */
class Steps {
  constructor(readonly count: bigint) {}
  toJSON(): string {
    return String(this.count);
  }
}

const rule: Requirement<Steps, string> = {
  id: 'Y-1',
  title: 'It takes any number of steps.',
  level: 'must',
  evidence: { source: 'assumption', about: 'steps' },
  scenario: () => fc.bigInt({ min: 0n, max: 1000n }).map((count) => new Steps(count)),
  judge: (seen) =>
    seen.length >= 7
      ? { is: 'broken', did: `It fell after ${seen.length}.`, should: 'It should not.', seqs: [] }
      : { is: 'kept' },
};

const plan = (ran: bigint[], over: Partial<SearchPlan<Steps, string>> = {}): SearchPlan<Steps, string> => ({
  runs: 100,
  seed: 1,
  first: [],
  deadline: deadlineIn(undefined),
  shrinking: { attempts: 10_000, ms: 1_000_000 },
  run: async ({ count }) => {
    ran.push(count);
    return 'x'.repeat(Number(count));
  },
  tell: () => {},
  ...over,
});

test('a failure of any kind of rule has its smallest case, though what was seen does not hold it', async () => {
  const { failure } = await search(rule, plan([]));
  expect(failure).toMatchObject({ testCase: new Steps(7n), seen: 'xxxxxxx', broken: { is: 'broken' } });
});

test('cases that are the same as JSON and did not fail are run once', async () => {
  const ran: bigint[] = [];
  const first = [3n, 4n, 3n].map((count) => new Steps(count));
  const told: bigint[] = [];
  const findings = await search(
    rule,
    plan(ran, { first, runs: 0, tell: ({ testCase }) => void told.push(testCase.count) }),
  );
  expect([ran, told, findings.runs]).toEqual([[3n, 4n], [3n, 4n], 2]);
});
