import type { Attributed } from './attribution.js';
import type { CauseGraph, Explained } from './cause-graph.js';
import type { Failure } from './search.js';

/** What came of looking for the causes of a requirement. */
export interface Found<Case, Observation, R> {
  readonly requirement: R;
  readonly found: Attributed<Case, Observation>;
}

/**
 * Folds what is broken where the same thing is out of the ordinary as where a requirement is broken that explains it, if by another
 * value: a client that keeps eight bits of a number sends a wrong one or, when it comes to 0, nothing. And what a requirement explains
 * in any case that breaks it.
 *
 * @param kindsOf in which respects a case is out of the ordinary, without its values
 */
export function foldSameKind<Case, Observation, R extends Explained>(
  all: readonly Found<Case, Observation, R>[],
  graph: CauseGraph,
  kindsOf: (testCase: Case) => ReadonlySet<string>,
): Found<Case, Observation, R>[] {
  const kindsOfFailure = ({ testCase }: Failure<Case, Observation>): ReadonlySet<string> => kindsOf(testCase);
  const causes = all
    .filter(({ found }) => found.failures.length > 0 && found.causes.length === 0)
    .map(({ requirement, found }) => ({ id: requirement.id, kinds: found.failures.map(kindsOfFailure) }));
  const explaining = (requirement: R, failure: Failure<Case, Observation>): string[] => {
    const here = kindsOfFailure(failure);
    const alike = causes.filter(
      ({ id, kinds }) =>
        requirement.explainedAnywhereBy?.includes(id) ||
        kinds.some((there) => there.size > 0 && [...there].every((kind) => here.has(kind))),
    );
    return graph.causes(
      requirement.id,
      alike.map(({ id }) => id),
    );
  };
  const folded = all.map(({ requirement, found }) => {
    if (found.causes.length > 0) return { requirement, found };
    const explained = found.failures.map((failure) => explaining(requirement, failure));
    const failures = found.failures.filter((_, at) => explained[at]?.length === 0);
    if (failures.length > 0) return { requirement, found: { failures, causes: [] } };
    return { requirement, found: { failures: found.failures.slice(0, 1), causes: explained.flat() } };
  });
  const byId = new Map(folded.map(({ requirement: { id }, found }) => [id, found.causes]));
  /** What is folded now explains nothing by itself. What two requirements say of each other explains neither. */
  const firstCauses = (id: string, path: readonly string[]): string[] => {
    if (path.includes(id)) return [];
    const further = byId.get(id) ?? [];
    return further.length === 0 ? [id] : further.flatMap((each) => firstCauses(each, [...path, id]));
  };
  return folded.map(({ requirement, found }) => ({
    requirement,
    found: {
      ...found,
      causes: [...new Set(found.causes.flatMap((id) => firstCauses(id, [requirement.id])))],
    },
  }));
}
