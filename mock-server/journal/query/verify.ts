import type { Numbered } from './criteria.js';
import { matcherOf } from './matching.js';
import type { Expectation, Finding, Times, Verification, VerificationResult } from './verification.js';
import {
  countFindings,
  droppedNote,
  orderFinding,
  STRETCH,
  seenOf,
  strayFinding,
  unusedFinding,
  type Wanted,
} from './verify-texts.js';

/** Facts about a journal, besides its records. */
export interface JournalFacts {
  /** Number of older records that were dropped. */
  readonly dropped: number;
  /** Whether anything was ever recorded. */
  readonly isUsed: boolean;
}

/**
 * Compares records with expectations. Yields now and then, so that callers can spread it over turns of the event loop.
 * The time is proportional to the records and to the number of different matches.
 */
export function* verify(
  records: readonly Numbered[],
  { expect, order = false, strict = false, among = {}, allowUnused = false }: Verification,
  { dropped, isUsed }: JournalFacts,
): Generator<void, VerificationResult> {
  const seen = records.filter(matcherOf(among));
  const wanted = expect.map((expectation, index) => readWanted(expectation, index + 1));
  const groups = grouped(wanted);
  const findings: Finding[] = yield* countFindings(groups, seen);
  if (order) findings.push(...(yield* findDisorder(wanted, seen)));
  if (strict) findings.push(...(yield* strays(groups, seen)));
  if (findings.length === 0 && !isUsed && !allowUnused) findings.push(unusedFinding());
  const notes = dropped === 0 ? [] : [droppedNote(dropped)];
  return { ok: findings.length === 0, used: isUsed, findings, notes };
}

function readWanted(expectation: Expectation, position: number): Wanted {
  const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = timesOf(expectation.times);
  return { position, expectation, atLeast, atMost, matches: matcherOf(expectation.match) };
}

function timesOf(times: number | Times | undefined): Times {
  if (times === undefined) return { atLeast: 1 };
  return typeof times === 'number' ? { atLeast: times, atMost: times } : times;
}

/** Expectations with the same match count together. */
function grouped(wanted: readonly Wanted[]): Wanted[] {
  const groups = new Map<string, Wanted>();
  for (const one of wanted) {
    const key = keyOf(one.expectation.match);
    const group = groups.get(key);
    groups.set(
      key,
      group ? { ...group, atLeast: group.atLeast + one.atLeast, atMost: group.atMost + one.atMost } : one,
    );
  }
  return [...groups.values()];
}

/** Equal for equal matches, in any order of their keys. */
function keyOf(match: object): string {
  return JSON.stringify(match, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function* strays(groups: readonly Wanted[], seen: readonly Numbered[]): Generator<void, Finding[]> {
  const others: Numbered[] = [];
  let looked = 0;
  for (const recorded of seen) {
    let isExpected = false;
    for (const { matches } of groups) {
      if (++looked % STRETCH === 0) yield;
      isExpected ||= matches(recorded);
      if (isExpected) break;
    }
    if (!isExpected) others.push(recorded);
  }
  return others.length === 0 ? [] : [strayFinding(others)];
}

/**
 * Finds the first expectation that was met too early: its records must follow those of the expectation before it.
 * Missing records are findings about counts already. One pass over the records.
 */
function* findDisorder(wanted: readonly Wanted[], seen: readonly Numbered[]): Generator<void, Finding[]> {
  let at = 0;
  let before: { readonly one: Wanted; readonly last: number } | undefined;
  for (const one of wanted) {
    if (one.atLeast === 0) continue;
    let missing = one.atLeast;
    let last = 0;
    for (; missing > 0 && at < seen.length; at += 1) {
      if (at % STRETCH === 0) yield;
      const recorded = seen[at];
      if (recorded === undefined || !one.matches(recorded)) continue;
      missing -= 1;
      last = recorded.seq;
    }
    if (missing > 0) {
      if (before === undefined) return [];
      const found = yield* seenOf(one, seen);
      return found.count < one.atLeast ? [] : [orderFinding(one, before.one, before.last, found)];
    }
    before = { one, last };
  }
  return [];
}
