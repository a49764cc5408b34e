import type { RequirementResult } from './findings.js';
import { LEVELS } from './requirement.js';

/** A requirement whose breach no other one explains, with the requirements whose breach follows from it. */
export interface Cause<Result extends RequirementResult> {
  readonly result: Result;
  readonly consequences: readonly Result[];
}

interface Results<Result extends RequirementResult> {
  readonly requirements: readonly Result[];
}

/** Whether some case breaks it, known or not. */
export const isBroken = ({ status }: RequirementResult): boolean =>
  status === 'broken' || status === 'known-failure';

/** All causes: `must` before `should` before `may`, and known failures last. Every broken requirement occurs once. */
export function causesOf<Result extends RequirementResult>(report: Results<Result>): Cause<Result>[] {
  const roots = rootsOf(report);
  const broken = report.requirements.filter(isBroken);
  return broken
    .filter((result) => roots.get(result.id) === result)
    .toSorted((a, b) => rank(a) - rank(b))
    .map((result) => ({
      result,
      consequences: broken
        .filter((each) => each !== result && roots.get(each.id) === result)
        .toSorted((a, b) => rank(a) - rank(b)),
    }));
}

/** The cause that a broken requirement follows from; undefined when it is a cause. */
export function causeOf<Result extends RequirementResult>(
  report: Results<Result>,
  result: Result,
): Result | undefined {
  if (!isBroken(result) || !result.causes?.length) return undefined;
  const root = rootsOf(report).get(result.id);
  return root === result ? undefined : root;
}

/** The results with the causes first, each before its consequences, and then all others. */
export const inOrderOfCauses = <Result extends RequirementResult>(report: Results<Result>): Result[] => [
  ...causesOf(report).flatMap(({ result, consequences }) => [result, ...consequences]),
  ...report.requirements.filter((result) => !isBroken(result)),
];

/**
 * Follows `causes` up to a requirement without any, by id. Ids of requirements that are not broken lead nowhere, and a
 * report from outside may have circles: the way ends where it would meet itself.
 */
function rootsOf<Result extends RequirementResult>({
  requirements,
}: Results<Result>): ReadonlyMap<string, Result> {
  const broken = new Map(requirements.filter(isBroken).map((result) => [result.id, result]));
  const roots = new Map<string, Result>();
  const onTheWay = new Set<string>();
  const rootOf = (result: Result): Result => {
    const known = roots.get(result.id);
    if (known) return known;
    onTheWay.add(result.id);
    const [cause] = (result.causes ?? [])
      .flatMap((id) => (onTheWay.has(id) ? [] : (broken.get(id) ?? [])))
      .toSorted((a, b) => rank(a) - rank(b));
    const root = cause ? rootOf(cause) : result;
    onTheWay.delete(result.id);
    roots.set(result.id, root);
    return root;
  };
  for (const result of broken.values()) rootOf(result);
  return roots;
}

const rank = ({ level, status }: RequirementResult): number =>
  LEVELS.indexOf(level) + (status === 'known-failure' ? LEVELS.length : 0);
