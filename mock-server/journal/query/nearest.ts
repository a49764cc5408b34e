import { similarity } from '../../schemas/similarity.js';
import { MASK, type Secrets } from '../masking/secrets.js';
import { secretsOf } from '../masking/values.js';
import { describeRecord, quoted } from '../views/describe.js';
import { type Criterion, criteriaOf, type Numbered } from './criteria.js';
import type { Match } from './query.js';
import type { Difference, NearMiss } from './verification.js';

/**
 * The record that matches or comes closest, the newest of several. The distance is the sum of the weights of the
 * differences; a similar text counts down to half its weight. Yields at every record, so that callers can spread it
 * over turns of the event loop.
 */
export function* closest(records: readonly Numbered[], match: Match): Generator<void, NearMiss | undefined> {
  const criteria = criteriaOf(match);
  let best: { readonly recorded: Numbered; readonly distance: number } | undefined;
  for (const recorded of records) {
    yield;
    const distance = distanceTo(recorded, criteria, best?.distance ?? Number.POSITIVE_INFINITY);
    if (distance <= (best?.distance ?? Number.POSITIVE_INFINITY)) best = { recorded, distance };
  }
  return best && nearMiss(best.recorded, best.distance, criteria);
}

/** Infinity as soon as it is known to exceed `most`. */
function distanceTo(recorded: Numbered, criteria: readonly Criterion[], most: number): number {
  const missed = criteria.filter((criterion) => !criterion.holds(recorded));
  if (missed.reduce((sum, { weight }) => sum + weight / 2, 0) > most) return Number.POSITIVE_INFINITY;
  return missed.reduce((sum, criterion) => sum + costOf(criterion, recorded), 0);
}

/** Distance added by a condition that does not hold. */
function costOf({ expected, weight, isSecret, seen }: Criterion, recorded: Numbered): number {
  // The distance must not reveal how similar a guessed password is.
  const likeness = isSecret ? 0 : similarity(seen(recorded) ?? '', expected);
  return weight * (1 - likeness / 2);
}

function nearMiss(recorded: Numbered, distance: number, criteria: readonly Criterion[]): NearMiss {
  const secrets = secretsOf(recorded.record);
  const missed = criteria.filter((criterion) => !criterion.holds(recorded));
  const differences = missed.map((criterion) => difference(criterion, recorded, secrets));
  const name = describeRecord(recorded);
  const text =
    differences.length === 0 ? `${name} matches` : `${name}: ${differences.map(inWords).join('; ')}`;
  return { seq: recorded.seq, distance: Number(distance.toFixed(3)), differences, text };
}

function difference(criterion: Criterion, recorded: Numbered, secrets: Secrets): Difference {
  const { field, isSecret } = criterion;
  const seen = criterion.seen(recorded);
  const weight = Number(costOf(criterion, recorded).toFixed(3));
  if (isSecret) return { field, expected: MASK, seen: seen === undefined ? 'missing' : MASK, weight };
  const spelled = (text: string) =>
    field.startsWith('argument ') ? quoted(secrets.mask(text)) : secrets.mask(text);
  return {
    field,
    expected: spelled(criterion.expected),
    seen: seen === undefined ? 'missing' : spelled(seen),
    weight,
  };
}

function inWords({ field, expected, seen }: Difference): string {
  if (seen === 'missing') return `${field} is missing, it should be ${expected}`;
  return expected === MASK
    ? `${field} is another one than expected`
    : `${field} is ${seen} instead of ${expected}`;
}
