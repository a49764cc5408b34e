import type { FailingExample, RequirementResult, Status } from './findings.js';
import type { KnownFailure } from './records/known-failures.js';
import type { RequirementFacts } from './requirement.js';
import type { Outcome } from './suite.js';

/** The result of a requirement of which nothing was run. */
export function unrun(
  { id, title, level, evidence }: RequirementFacts,
  status: Status,
): RequirementResult<never> {
  return { id, title, level, evidence, status, runs: 0, exercised: 0, broken: 0, ms: 0 };
}

/**
 * The result of a requirement that was judged.
 * @param examples the smallest cases that break it, a reason each
 * @param known what is known of its failing, if that counts
 */
export function resultOf<Example extends FailingExample>(
  requirement: RequirementFacts,
  { runs, exercised, broken, brokenAfter, causes, ms }: Omit<Outcome<unknown, unknown>, 'failures'>,
  [counterexample, ...others]: readonly Example[],
  known: KnownFailure | undefined,
): RequirementResult<Example> {
  const status = exercised === 0 ? 'not-exercised' : counterexample ? 'broken' : 'kept';
  return {
    ...unrun(requirement, known ? asKnown(status) : status),
    runs,
    exercised,
    broken,
    ...(counterexample && brokenAfter !== undefined && { brokenAfter }),
    ms: Math.round(ms),
    ...(counterexample && { counterexample }),
    ...(others.length > 0 && { others }),
    ...(causes.length > 0 && { causes }),
    ...(known && { known: { reason: known.reason, expires: known.expires } }),
  };
}

function asKnown(status: 'kept' | 'broken' | 'not-exercised'): Status {
  if (status === 'broken') return 'known-failure';
  return status === 'kept' ? 'unexpectedly-kept' : status;
}
