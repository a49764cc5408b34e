import type { RequirementFacts } from '../requirement.js';

/** A requirement, and the requirements whose breach explains its own in the same case. */
export type Explained = Pick<RequirementFacts, 'id'> & {
  readonly explainedBy?: readonly string[] | undefined;
  readonly explainedAnywhereBy?: readonly string[] | undefined;
  /** Those that may explain it elsewhere. */
  readonly explainedByControls?: { readonly ids: readonly string[] } | undefined;
};

/** Tells causes from consequences: of requirements that are broken in the same case, one may explain another. */
export class CauseGraph {
  readonly #causes: ReadonlyMap<string, ReadonlySet<string>>;
  /** With those that explain a requirement elsewhere. */
  readonly #later: ReadonlyMap<string, ReadonlySet<string>>;

  /** Ids of requirements that are not among these explain nothing. @throws RangeError when requirements explain each other in a circle */
  constructor(requirements: readonly Explained[]) {
    const always = ({ explainedBy = [], explainedAnywhereBy = [] }: Explained) => [
      ...explainedBy,
      ...explainedAnywhereBy,
    ];
    this.#causes = allCauses(requirements, always);
    this.#later = allCauses(requirements, (requirement) => [
      ...always(requirement),
      ...(requirement.explainedByControls?.ids ?? []),
    ]);
  }

  /** Those of the requirements broken in a case that explain why this one is, and are explained by none of them. @param also ids of further requirements that explain it */
  causes(id: string, brokenIds: Iterable<string>, also: readonly string[] = []): string[] {
    const broken = [...brokenIds];
    const explaining = [...this.#explaining(id, broken), ...broken.filter((each) => also.includes(each))];
    return explaining.filter((cause) => this.#explaining(cause, explaining).length === 0);
  }

  /** Requirements that others explain before those that explain them. */
  consequencesFirst<R extends { readonly id: string }>(requirements: readonly R[]): R[] {
    // What explains a requirement is explained by fewer than that one is.
    const depth = ({ id }: R): number => this.#later.get(id)?.size ?? 0;
    return requirements.toSorted((a, b) => depth(b) - depth(a));
  }

  #explaining(id: string, brokenIds: Iterable<string>): string[] {
    const causes = this.#causes.get(id);
    return [...brokenIds].filter((each) => causes?.has(each));
  }
}

/** The causes of each requirement, with the causes of those. @throws RangeError when there is a circle */
function allCauses(
  requirements: readonly Explained[],
  directly: (requirement: Explained) => readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, ReadonlySet<string>>();
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const causesOf = (id: string, path: readonly string[]): ReadonlySet<string> => {
    const known = all.get(id);
    if (known) return known;
    if (path.includes(id))
      throw new RangeError(`Requirements explain each other: ${[...path, id].join(' <- ')}`);
    const requirement = byId.get(id);
    const causes = new Set<string>();
    for (const cause of requirement ? directly(requirement) : [])
      for (const each of [cause, ...causesOf(cause, [...path, id])]) causes.add(each);
    all.set(id, causes);
    return causes;
  };
  for (const { id } of requirements) causesOf(id, []);
  return all;
}
