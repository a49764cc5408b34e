import { describe, expect, test } from 'vitest';
import type { RequirementResult } from '../../client-suite/report.js';
import { REQUIREMENTS } from '../../client-suite/requirements/index.js';
import type { Status } from '../../reports/report.js';
import { unrun } from '../results.js';
import type { KnownFailure } from './known-failures.js';
import { type Occasion, staleEntries } from './stale-entries.js';

const OCCASION: Occasion = {
  subject: { kind: 'client', version: '1.2.3' },
  today: '2027-01-31',
  skip: [],
};

/** Results of all requirements: kept, but for some. */
const results = (others: Readonly<Record<string, Status>>): RequirementResult[] =>
  REQUIREMENTS.map((each) => unrun(each, others[each.id] ?? 'kept'));

function stale(
  id: string,
  entry: Partial<KnownFailure>,
  others: Readonly<Record<string, Status>>,
  occasion: Partial<Occasion> = {},
): readonly string[] {
  const known = new Map([[id, { reason: 'ticket 5', place: 'known.yaml:3', ...entry }]]);
  return staleEntries(known, results(others), { ...OCCASION, ...occasion });
}

describe('an entry is stale', () => {
  test.each<[string, Partial<KnownFailure>, Status, string]>([
    [
      'that is kept',
      {},
      'unexpectedly-kept',
      'The known failure of UP-36 is outdated: the requirement is kept.',
    ],
    [
      'that is not claimed',
      {},
      'not-claimed',
      'has no effect: the client does not claim what UP-36 is about.',
    ],
    [
      'that nothing showed',
      {},
      'not-exercised',
      'has no effect: no case of this run showed whether UP-36 is',
    ],
    [
      'that expired',
      { expires: '2027-01-30' },
      'kept',
      'of UP-36 expired on 2027-01-30 and no longer counts.',
    ],
    ['for another version', { version: '2.*' }, 'kept', 'is for version 2.*; this is 1.2.3.'],
  ])('%s', (_what, entry, status, text) => {
    const [line, ...more] = stale('UP-36', entry, { 'UP-36': status });
    expect(line).toMatch(/^known\.yaml:3: The known failure of UP-36 .+ Remove the entry\.$/);
    expect(line).toContain(text);
    expect(more).toEqual([]);
  });

  test('that is left out by name, and not one that was merely not chosen', () => {
    expect(stale('UP-36', {}, { 'UP-36': 'skipped' }, { skip: ['UP-3?'] })).toEqual([
      'known.yaml:3: The known failure of UP-36 has no effect: UP-36 is left out with --skip. Take it off one of the two.',
    ]);
    expect(stale('UP-36', {}, { 'UP-36': 'skipped' }, { skip: ['UP-4?'] })).toEqual([]);
  });

  test.each<Status>(['known-failure', 'error'])('and not one that is %s', (status) => {
    expect(stale('UP-36', {}, { 'UP-36': status })).toEqual([]);
  });

  test('one that lapsed and is broken is no mistake of the list', () => {
    expect(stale('UP-36', { expires: '2020-01-31' }, { 'UP-36': 'broken', 'UP-37': 'broken' })).toEqual([
      expect.stringMatching(/ UP-36 is still broken: fix the client, or /),
    ]);
  });
});

describe('what it probably meant is the broken requirement', () => {
  const meant = (id: string, reason: string, ...broken: readonly string[]) => {
    const others = Object.fromEntries(broken.map((each) => [each, 'broken' as const]));
    const [line = ''] = stale(id, { reason }, { [id]: 'unexpectedly-kept', ...others });
    return /Did you mean ([A-Z]+-\d+) \(.+\), which is broken\?$/.exec(line)?.[1];
  };

  test('that has the words of the reason', () => {
    expect(meant('UP-08', 'we do not read CDATA', 'UP-11', 'UP-43')).toBe('UP-43');
    expect(meant('UP-08', 'redirects are not followed', 'UP-11', 'UP-15', 'UP-43')).toBe('UP-15');
  });

  test('that has the words of the title of the entry', () => {
    expect(meant('UP-08', 'ticket 5', 'UP-18', 'UP-09', 'UP-43')).toBe('UP-09');
  });

  test('that is named', () => {
    expect(meant('UP-08', 'as UP-43, still', 'UP-09', 'UP-43')).toBe('UP-43');
  });

  test('and none that has nothing in common with it, or is known', () => {
    expect(meant('UP-08', 'ticket 5', 'UP-18')).toBeUndefined();
    const known = new Map([
      ['UP-08', { reason: 'ticket 5' }],
      ['UP-09', { reason: 'ticket 6' }],
    ]);
    const [line] = staleEntries(
      known,
      results({ 'UP-08': 'unexpectedly-kept', 'UP-09': 'broken' }),
      OCCASION,
    );
    expect(line).toBe('The known failure of UP-08 is outdated: the requirement is kept. Remove the entry.');
  });
});
