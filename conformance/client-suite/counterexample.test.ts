import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalEntry } from '../../mock-server/index.js';
import type { Failure } from '../engine/search/search.js';
import { call } from '../reports/testing/sample-journal.js';
import { counterexampleOf } from './counterexample.js';
import type { Observation } from './requirement.js';
import type { ConformanceCase } from './scenarios/case.js';
import { nothingSeen, requirement, sized } from './testing/without-service.js';

const [SITUATION] = fc.sample(sized(fc.constant(7)), { numRuns: 1, seed: 1 }) as [ConformanceCase];
const raw = { request: { base64: '' }, response: { base64: '' }, responseHeaders: [] };

const failureWith = (journal: readonly JournalEntry[], seqs: readonly number[]) =>
  ({
    testCase: SITUATION,
    seen: { ...nothingSeen(SITUATION), journal },
    broken: { is: 'broken', did: 'called without end', should: 'have stopped', seqs },
    shrinks: 0,
  }) satisfies Failure<ConformanceCase, Observation>;

test('of a client that goes on calling, the bytes of the first entries are shown, and of those that count', () => {
  const journal = Array.from({ length: 1000 }, (_, i) => call(i + 1, 'getFreeSpace', {}, { raw }));
  const { journal: told } = counterexampleOf(
    requirement('X-1', () => ({ is: 'kept' })),
    failureWith(journal, [990]),
  );
  expect(told.map(({ raw: _, ...entry }) => entry)).toEqual(journal.map(({ raw: _, ...entry }) => entry));
  const withBytes = told.filter((entry) => entry.raw !== undefined).map(({ seq }) => seq);
  expect(withBytes).toEqual([...Array.from({ length: 100 }, (_, i) => i + 1), 990]);
});
