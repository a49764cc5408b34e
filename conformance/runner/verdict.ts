import type { Report, ReportVerdict, RequirementResult, Trouble } from '../reports/report.js';
import { atLeast, type Level } from '../requirements/requirement.js';

/** What follows from all results, at the levels that count. */
export function verdictOf(
  results: readonly RequirementResult[],
  troubles: readonly Trouble[],
  lowest: Level,
): ReportVerdict {
  // Whatever a client did, a fake that is not well may have led it to.
  if (troubles.some(({ blame }) => blame === 'fake')) return 'undecided';
  if (troubles.some(({ blame }) => blame === 'client')) return 'not-conforming';
  if (results.some((result) => failsRun(result, lowest))) return 'not-conforming';
  // What could not be found out of a requirement that does not count leaves the others as they are.
  const levels = new Map(results.map(({ id, level }) => [id, level]));
  const left = troubles.filter(({ requirement = '' }) => atLeast(levels.get(requirement) ?? 'must', lowest));
  const judged = results.some(({ status }) => status === 'kept' || status === 'known-failure');
  return judged && left.length === 0 ? 'conforming' : 'undecided';
}

/** Whether a result alone is enough for not conforming. What another breach explains is no reason of its own. */
export const failsRun = ({ status, level, causes = [] }: RequirementResult, lowest: Level): boolean =>
  status === 'unexpectedly-kept' || (status === 'broken' && causes.length === 0 && atLeast(level, lowest));

const EXIT_CODES: Readonly<Record<ReportVerdict, number>> = {
  conforming: 0,
  'not-conforming': 1,
  undecided: 2,
};

/** 0 conforming, 1 not, 2 when it could not be found out. */
export const exitCode = ({ verdict }: Pick<Report, 'verdict'>): number => EXIT_CODES[verdict];
