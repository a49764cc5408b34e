import { describeMatch, describeRecord } from '../views/describe.js';
import { matcherOf, type Numbered } from './criteria.js';
import { closest } from './nearest.js';
import type { Expectation, Finding, Times, Verification, VerificationResult } from './verification.js';

/** Facts about a journal, besides its records. */
interface JournalFacts {
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

/** An expectation, and the records that match it. */
interface Wanted {
  /** Position in `expect`, from 1. */
  readonly position: number;
  readonly expectation: Expectation;
  readonly atLeast: number;
  readonly atMost: number;
  readonly matches: (recorded: Numbered) => boolean;
}

/** Records between two yields. */
export const STRETCH = 200;

/** Records to list in a text. */
const LISTED = 5;

/** Numbers of records to report. */
const MOST_SEQS = 100;

/** Findings that report the closest record, whose search takes longest. */
const MOST_NEAREST = 10;

/** How often an expectation was seen, and where first. */
export interface Seen {
  readonly count: number;
  readonly seqs: readonly number[];
  /** Records beyond the maximum. */
  readonly surplus: readonly Numbered[];
}

/** Counts the matching records, and keeps the numbers of the first ones. */
export function* seenOf({ matches, atMost }: Wanted, seen: readonly Numbered[]): Generator<void, Seen> {
  let count = 0;
  const seqs: number[] = [];
  const surplus: Numbered[] = [];
  for (const [index, recorded] of seen.entries()) {
    if (index % STRETCH === 0) yield;
    if (!matches(recorded)) continue;
    count += 1;
    if (seqs.length < MOST_SEQS) seqs.push(recorded.seq);
    if (count > atMost && surplus.length <= LISTED) surplus.push(recorded);
  }
  return { count, seqs, surplus };
}

/** Findings about counts. */
function* countFindings(groups: readonly Wanted[], seen: readonly Numbered[]): Generator<void, Finding[]> {
  const findings: Finding[] = [];
  for (const wanted of groups) {
    const found = yield* seenOf(wanted, seen);
    if (found.count > wanted.atMost) findings.push(tooMany(wanted, found));
    if (found.count < wanted.atLeast)
      findings.push(yield* tooFew(wanted, found, seen, findings.length < MOST_NEAREST));
  }
  return findings;
}

function* tooFew(
  wanted: Wanted,
  found: Seen,
  seen: readonly Numbered[],
  hasNearest: boolean,
): Generator<void, Finding> {
  const { position, expectation } = wanted;
  const finding = { problem: 'too-few', expectation: position, seqs: found.seqs } as const;
  if (!hasNearest) return { ...finding, text: sentence(wanted, found) };
  const others = seen.filter((recorded) => !wanted.matches(recorded));
  const nearest = yield* closest(others, expectation.match);
  const hint =
    nearest === undefined
      ? emptyHint(found.count)
      : `Closest: ${nearest.text}.${operationHint(wanted, found, seen)}`;
  return {
    ...finding,
    text: `${sentence(wanted, found)} ${hint}`,
    ...(nearest === undefined ? {} : { nearest }),
  };
}

function emptyHint(found: number): string {
  return found === 0
    ? 'There are no exchanges to look at: did the client reach this server and this namespace?'
    : 'There are no other exchanges to look at.';
}

/** Whether the operation was called at all. */
function operationHint({ expectation: { match } }: Wanted, found: Seen, seen: readonly Numbered[]): string {
  if (typeof match.operation !== 'string' || found.count > 0) return '';
  const calls = seen.filter(({ record }) => record.kind === 'call' && record.operation === match.operation);
  return calls.length === 0
    ? ` The operation ${match.operation} was not called at all.`
    : ` The operation ${match.operation} was called ${times(calls.length)}${numbers(calls.length, seqsOf(calls))}.`;
}

function tooMany(wanted: Wanted, found: Seen): Finding {
  const { position, atMost } = wanted;
  return {
    problem: 'too-many',
    expectation: position,
    text: `${sentence(wanted, found)} Look at ${list(found.surplus, found.count - atMost)}.`,
    seqs: found.seqs,
  };
}

function orderFinding(wanted: Wanted, before: Wanted, last: number, found: Seen): Finding {
  const { position, expectation, atLeast } = wanted;
  const what = describeMatch(expectation.match);
  const often = atLeast === 1 ? '' : ` ${times(atLeast)}`;
  return {
    problem: 'order',
    expectation: position,
    text:
      `Expectation ${position}: ${what} was to come${often} after expectation ${before.position} ` +
      `(${describeMatch(before.expectation.match)}), which was met with number ${last}; ` +
      `it was seen${numbers(found.count, found.seqs)}.`,
    seqs: found.seqs,
  };
}

function strayFinding(others: readonly Numbered[]): Finding {
  const noun = others.length === 1 ? 'exchange was' : 'exchanges were';
  return {
    problem: 'unexpected',
    text: `Nothing else was to come, but ${others.length} other ${noun} seen: ${list(others, others.length)}.`,
    seqs: seqsOf(others),
  };
}

const unusedFinding = (): Finding => ({
  problem: 'unused',
  text:
    'Nothing was ever asked of this namespace, so that nothing can be said of a client: does the client have its ' +
    'address, and is the name right? Where nothing was to come, set allowUnused.',
  seqs: [],
});

const droppedNote = (dropped: number): string =>
  `${dropped} older ${dropped === 1 ? 'entry was' : 'entries were'} dropped to make room; only the newer ones were ` +
  'looked at. Clear the journal before the test, or give it more room.';

function sentence({ position, expectation, atLeast, atMost }: Wanted, { count, seqs }: Seen): string {
  const seen = count === 0 ? 'was not seen' : `was seen ${times(count)}${numbers(count, seqs)}`;
  const wish = atMost === 0 ? 'was never to be seen' : `was to be seen ${range(atLeast, atMost)}`;
  return `Expectation ${position}: ${describeMatch(expectation.match)} ${wish}, but ${seen}.`;
}

function range(atLeast: number, atMost: number): string {
  if (atLeast === atMost) return `exactly ${times(atLeast)}`;
  if (atMost === Number.POSITIVE_INFINITY) return `at least ${times(atLeast)}`;
  return atLeast === 0 ? `at most ${times(atMost)}` : `${atLeast} to ${times(atMost)}`;
}

const times = (count: number): string => (count === 1 ? '1 time' : `${count} times`);

function numbers(count: number, seqs: readonly number[]): string {
  const more = count > LISTED ? ' and more' : '';
  return ` (${count === 1 ? 'number' : 'numbers'} ${seqs.slice(0, LISTED).join(', ')}${more})`;
}

function list(records: readonly Numbered[], count: number): string {
  const shown = records.slice(0, LISTED).map(describeRecord).join(', ');
  return count > LISTED ? `${shown} and ${count - LISTED} more` : shown;
}

const seqsOf = (records: readonly Numbered[]): number[] => records.slice(0, MOST_SEQS).map(({ seq }) => seq);
