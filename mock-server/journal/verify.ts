import type { Numbered } from './criteria.js';
import { matcherOf } from './matching.js';
import type { Expectation, Finding, Times, Verification, VerificationResult } from './verification.js';
import { findDisorder } from './verify-order.js';
import { countFinding, droppedNote, strayFinding } from './verify-texts.js';

/** An expectation with the records that match it. */
export interface Checked {
  /** Position in `expect`, the first one being 1. */
  readonly position: number;
  readonly expectation: Expectation;
  readonly atLeast: number;
  readonly atMost: number;
  readonly found: readonly Numbered[];
}

/**
 * Compares records with what is expected of them.
 * @param dropped how many older records are no longer there
 */
export function verify(
  records: readonly Numbered[],
  { expect, order = false, strict = false, among = {} }: Verification,
  dropped: number,
): VerificationResult {
  const seen = records.filter(matcherOf(among));
  const checked = expect.map((expectation, index) => check(expectation, index + 1, seen));
  const findings = [
    ...countFindings(checked, seen),
    ...(order ? findDisorder(checked) : []),
    ...(strict ? strays(checked, seen) : []),
  ];
  return { ok: findings.length === 0, findings, notes: dropped === 0 ? [] : [droppedNote(dropped)] };
}

function check(expectation: Expectation, position: number, seen: readonly Numbered[]): Checked {
  const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = timesOf(expectation.times);
  return { position, expectation, atLeast, atMost, found: seen.filter(matcherOf(expectation.match)) };
}

function timesOf(times: number | Times | undefined): Times {
  if (times === undefined) return { atLeast: 1 };
  return typeof times === 'number' ? { atLeast: times, atMost: times } : times;
}

/** Expectations with the same match are one, as far as it is about how often. */
function countFindings(checked: readonly Checked[], seen: readonly Numbered[]): Finding[] {
  const groups = new Map<string, Checked[]>();
  for (const one of checked) {
    const key = keyOf(one.expectation.match);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => countFinding(sumOf(group), seen) ?? []);
}

function sumOf(group: readonly Checked[]): Checked {
  const [first] = group as [Checked, ...Checked[]];
  const total = (bound: 'atLeast' | 'atMost') => group.reduce((sum, one) => sum + one[bound], 0);
  return { ...first, atLeast: total('atLeast'), atMost: total('atMost') };
}

/** The same for two matches that ask for the same, whatever the order of their keys. */
function keyOf(match: object): string {
  return JSON.stringify(match, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function strays(checked: readonly Checked[], seen: readonly Numbered[]): Finding[] {
  const expected = new Set(checked.flatMap(({ found }) => found));
  const others = seen.filter((recorded) => !expected.has(recorded));
  return others.length === 0 ? [] : [strayFinding(others)];
}
