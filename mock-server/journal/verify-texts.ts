import type { Numbered } from './criteria.js';
import { describeMatch, describeRecord } from './describe.js';
import { closest } from './nearest.js';
import type { Finding } from './verification.js';
import type { Checked } from './verify.js';

/** No more than so many records are listed in a text. */
const LISTED = 5;

/** What is wrong with how often something was seen; undefined if nothing is. */
export function countFinding(checked: Checked, seen: readonly Numbered[]): Finding | undefined {
  const { found, atLeast, atMost } = checked;
  if (found.length < atLeast) return tooFew(checked, seen);
  if (found.length > atMost) return tooMany(checked);
  return undefined;
}

function tooFew(checked: Checked, seen: readonly Numbered[]): Finding {
  const { position, found, expectation } = checked;
  const others = seen.filter((recorded) => !found.includes(recorded));
  const nearest = closest(others, expectation.match);
  const hint =
    nearest === undefined
      ? emptyHint(found.length)
      : `Closest: ${nearest.text}.${functionHint(checked, seen)}`;
  return {
    problem: 'too-few',
    expectation: position,
    text: `${sentence(checked)} ${hint}`,
    seqs: seqsOf(found),
    ...(nearest === undefined ? {} : { nearest }),
  };
}

function emptyHint(found: number): string {
  return found === 0
    ? 'There are no exchanges to look at: did the client reach this server and this namespace?'
    : 'There are no other exchanges to look at.';
}

/** Tells whether the function was called at all. */
function functionHint({ expectation: { match }, found }: Checked, seen: readonly Numbered[]): string {
  if (typeof match.function !== 'string' || found.length > 0) return '';
  const calls = seen.filter(({ record }) => record.kind === 'call' && record.function === match.function);
  return calls.length === 0
    ? ` The function ${match.function} was not called at all.`
    : ` The function ${match.function} was called ${times(calls.length)}${numbers(calls)}.`;
}

function tooMany(checked: Checked): Finding {
  const { found, position, atMost } = checked;
  const surplus = found.slice(atMost);
  return {
    problem: 'too-many',
    expectation: position,
    text: `${sentence(checked)} Look at ${list(surplus)}.`,
    seqs: seqsOf(found),
  };
}

export function orderFinding(checked: Checked, before: Checked, last: number): Finding {
  const { position, expectation, atLeast, found } = checked;
  const what = describeMatch(expectation.match);
  const often = atLeast === 1 ? '' : ` ${times(atLeast)}`;
  return {
    problem: 'order',
    expectation: position,
    text:
      `Expectation ${position}: ${what} was to come${often} after expectation ${before.position} ` +
      `(${describeMatch(before.expectation.match)}), which was met with number ${last}; ` +
      `it was seen${numbers(found)}.`,
    seqs: seqsOf(found),
  };
}

export function strayFinding(others: readonly Numbered[]): Finding {
  const noun = others.length === 1 ? 'exchange was' : 'exchanges were';
  return {
    problem: 'unexpected',
    text: `Nothing else was to come, but ${others.length} other ${noun} seen: ${list(others)}.`,
    seqs: seqsOf(others),
  };
}

export const droppedNote = (dropped: number): string =>
  `${dropped} older ${dropped === 1 ? 'entry was' : 'entries were'} dropped to make room; only the newer ones were ` +
  'looked at. Clear the journal before the test, or give it more room.';

function sentence({ position, expectation, atLeast, atMost, found }: Checked): string {
  const seen = found.length === 0 ? 'was not seen' : `was seen ${times(found.length)}${numbers(found)}`;
  const wish = atMost === 0 ? 'was never to be seen' : `was to be seen ${range(atLeast, atMost)}`;
  return `Expectation ${position}: ${describeMatch(expectation.match)} ${wish}, but ${seen}.`;
}

function range(atLeast: number, atMost: number): string {
  if (atLeast === atMost) return `exactly ${times(atLeast)}`;
  if (atMost === Number.POSITIVE_INFINITY) return `at least ${times(atLeast)}`;
  return atLeast === 0 ? `at most ${times(atMost)}` : `${atLeast} to ${times(atMost)}`;
}

const times = (count: number): string => (count === 1 ? '1 time' : `${count} times`);

function numbers(records: readonly Numbered[]): string {
  const shown = records.slice(0, LISTED).map(({ seq }) => seq);
  const more = records.length > LISTED ? ' and more' : '';
  return ` (${records.length === 1 ? 'number' : 'numbers'} ${shown.join(', ')}${more})`;
}

function list(records: readonly Numbered[]): string {
  const shown = records.slice(0, LISTED).map(describeRecord).join(', ');
  return records.length > LISTED ? `${shown} and ${records.length - LISTED} more` : shown;
}

const seqsOf = (records: readonly Numbered[]): number[] => records.map(({ seq }) => seq);
