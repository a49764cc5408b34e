import type { Found } from '../engine/search/same-kind.js';
import type { ClientRequirement, Observation } from './requirement.js';
import type { ConformanceCase } from './scenarios/case.js';

type Judged = Found<ConformanceCase, Observation, ClientRequirement>;

/**
 * Where a requirement sums up several others, and each of those is broken in the very way that it is about, it is the cause: of
 * them, and of all that it is explained by otherwise.
 */
export function foldSummedUp(all: readonly Judged[]): Judged[] {
  const failuresOf = (id: string) =>
    all.find(({ requirement }) => requirement.id === id)?.found.failures ?? [];
  const summary = all.find(
    ({ requirement: { sumsUp }, found }) =>
      sumsUp &&
      found.failures.length > 0 &&
      sumsUp.ids.every((id) => failuresOf(id).some(({ seen }) => sumsUp.isSign(seen))),
  );
  if (!summary) return [...all];
  const { id, explainedBy = [] } = summary.requirement;
  const isSummedUp = ({ requirement, found: { failures } }: Judged): boolean =>
    requirement.id !== id && explainedBy.includes(requirement.id) && failures.length > 0;
  const parts = new Set(all.filter(isSummedUp).map(({ requirement }) => requirement.id));
  return all.map(({ requirement, found }) => {
    if (requirement.id === id) return { requirement, found: { ...found, causes: [] } };
    const isExplained = parts.has(requirement.id) || found.causes.some((cause) => parts.has(cause));
    return isExplained
      ? { requirement, found: { failures: found.failures.slice(0, 1), causes: [id] } }
      : { requirement, found };
  });
}
