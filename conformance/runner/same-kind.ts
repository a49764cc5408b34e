import type { Attributed } from './attribution.js';
import type { CauseGraph } from './cause-graph.js';
import type { Failure } from './hunt.js';

/** What came of looking for the causes of a rule. */
export interface Found<Case, Seen, R> {
  readonly requirement: R;
  readonly found: Attributed<Case, Seen>;
}

/**
 * Folds what is broken where the same thing is out of the ordinary as where a rule is broken that explains it, if by another
 * value: a client that keeps eight bits of a number sends a wrong one or, when it comes to 0, nothing.
 *
 * @param kindsOf in which respects a case is out of the ordinary, whatever its values are
 */
export function foldSameKind<Case, Seen, R extends { readonly id: string }>(
  all: readonly Found<Case, Seen, R>[],
  graph: CauseGraph,
  kindsOf: (situation: Case) => ReadonlySet<string>,
): Found<Case, Seen, R>[] {
  const kindsOfFailure = ({ situation }: Failure<Case, Seen>): ReadonlySet<string> => kindsOf(situation);
  const causes = all
    .filter(({ found }) => found.causes.length === 0)
    .map(({ requirement, found }) => ({ id: requirement.id, kinds: found.failures.map(kindsOfFailure) }));
  return all.map(({ requirement, found }) => {
    if (found.causes.length > 0) return { requirement, found };
    const explaining = (failure: Failure<Case, Seen>): string[] => {
      const here = kindsOfFailure(failure);
      const alike = causes.filter(({ kinds }) =>
        kinds.some((there) => there.size > 0 && [...there].every((kind) => here.has(kind))),
      );
      return graph.causes(
        requirement.id,
        alike.map(({ id }) => id),
      );
    };
    const explained = found.failures.map(explaining);
    const failures = found.failures.filter((_, at) => explained[at]?.length === 0);
    if (failures.length > 0 || found.failures.length === 0)
      return { requirement, found: { failures, causes: [] } };
    return {
      requirement,
      found: { failures: found.failures.slice(0, 1), causes: [...new Set(explained.flat())] },
    };
  });
}
