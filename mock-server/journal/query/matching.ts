import { criteriaOf, type Numbered } from './criteria.js';
import type { Match } from './query.js';

/** A predicate for the records that match. */
export function matcherOf(match: Match): (recorded: Numbered) => boolean {
  const criteria = criteriaOf(match);
  return (recorded) => criteria.every((criterion) => criterion.holds(recorded));
}
