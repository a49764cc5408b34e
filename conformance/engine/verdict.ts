import { causeOf } from './causes.js';
import type { RequirementResult, RunVerdict, Trouble } from './findings.js';
import { atLeast, type Level } from './requirement.js';

/** What a decision rests on: the level that decides, and the results among which the causes are. */
export interface Deciding {
  readonly level: Level;
  readonly requirements: readonly RequirementResult[];
}

/** Whether a result alone makes the client or server not conform. */
export const isFailing = (decided: Deciding, result: RequirementResult): boolean =>
  result.status === 'unexpectedly-kept' ||
  (result.status === 'broken' &&
    atLeast(result.level, decided.level) &&
    causeOf(decided, result) === undefined);

/** What follows from all results, at the levels that count. */
export function verdictOf(
  results: readonly RequirementResult[],
  troubles: readonly Trouble[],
  lowest: Level,
): RunVerdict {
  // A failing fake may have led the client to anything it did.
  if (troubles.some(({ blame }) => blame === 'fake')) return 'undecided';
  if (troubles.some(({ blame }) => blame === 'client')) return 'not-conforming';
  const decided = { requirements: results, level: lowest };
  if (results.some((result) => isFailing(decided, result))) return 'not-conforming';
  // What could not be found out of a requirement that does not count leaves the others as they are.
  const levels = new Map(results.map(({ id, level }) => [id, level]));
  const left = troubles.filter(({ requirement = '' }) => atLeast(levels.get(requirement) ?? 'must', lowest));
  const judged = results.some(({ status }) => status === 'kept' || status === 'known-failure');
  return judged && left.length === 0 ? 'conforming' : 'undecided';
}

/** How the message begins about requirements of which no case showed anything. */
const UNSEEN = 'No case showed whether';

/** Whether all that went wrong is that there were too few cases. */
export const isUnseen = ({ message }: Trouble): boolean => message.startsWith(UNSEEN);

/** No verdict covers what no case showed: names the requirements at a deciding level of which that is so. */
export function unseenTrouble(results: readonly RequirementResult[], lowest: Level): Trouble[] {
  const decided = { requirements: results, level: lowest };
  // A client that fails early never comes to what is left: then no number of cases would show it.
  if (results.some((result) => isFailing(decided, result))) return [];
  const ids = results
    .filter(({ status, level }) => status === 'not-exercised' && atLeast(level, lowest))
    .map(({ id }) => id)
    .sort();
  if (ids.length === 0) return [];
  const which = ids.length === 1 ? `${ids[0]} is kept` : `these are kept: ${ids.join(', ')}`;
  const message = `${UNSEEN} ${which}. Raise --runs, or leave out with --skip what does not apply.`;
  return [{ blame: 'harness', message }];
}

const EXIT_CODES: Readonly<Record<RunVerdict, number>> = {
  conforming: 0,
  'not-conforming': 1,
  undecided: 2,
};

/** 0 conforming, 1 not, 2 when it could not be found out. */
export const exitCode = ({ verdict }: { readonly verdict: RunVerdict }): number => EXIT_CODES[verdict];
