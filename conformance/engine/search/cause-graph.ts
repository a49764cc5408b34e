import type { RequirementFacts } from '../requirement.js';

/** A rule, and the rules whose breach explains its own in the same case. */
export type Explained = Pick<RequirementFacts, 'id'> & {
  readonly explainedBy?: readonly string[] | undefined;
  readonly explainedAnywhereBy?: readonly string[] | undefined;
  /** Those that may explain it elsewhere. */
  readonly explainedByLess?: { readonly ids: readonly string[] } | undefined;
};

/** Tells causes from consequences: of rules that are broken in the same case, one may explain another. */
export class CauseGraph {
  readonly #causes: ReadonlyMap<string, ReadonlySet<string>>;
  /** With those that explain a rule elsewhere. */
  readonly #later: ReadonlyMap<string, ReadonlySet<string>>;

  /** Ids of rules that are not among these explain nothing. @throws RangeError when rules explain each other in a circle */
  constructor(rules: readonly Explained[]) {
    const always = ({ explainedBy = [], explainedAnywhereBy = [] }: Explained) => [
      ...explainedBy,
      ...explainedAnywhereBy,
    ];
    this.#causes = allCauses(rules, always);
    this.#later = allCauses(rules, (rule) => [...always(rule), ...(rule.explainedByLess?.ids ?? [])]);
  }

  /** Those of the rules broken in a case that explain why this one is, and are explained by none of them. @param also ids of further rules that explain it */
  causes(id: string, brokenIds: Iterable<string>, also: readonly string[] = []): string[] {
    const broken = [...brokenIds];
    const explaining = [...this.#explaining(id, broken), ...broken.filter((each) => also.includes(each))];
    return explaining.filter((cause) => this.#explaining(cause, explaining).length === 0);
  }

  /** Rules that others explain before those that explain them. */
  consequencesFirst<R extends { readonly id: string }>(rules: readonly R[]): R[] {
    // What explains a rule is explained by fewer than that one is.
    const depth = ({ id }: R): number => this.#later.get(id)?.size ?? 0;
    return rules.toSorted((a, b) => depth(b) - depth(a));
  }

  #explaining(id: string, brokenIds: Iterable<string>): string[] {
    const causes = this.#causes.get(id);
    return [...brokenIds].filter((each) => causes?.has(each));
  }
}

/** The causes of each rule, with the causes of those. @throws RangeError when there is a circle */
function allCauses(
  rules: readonly Explained[],
  directly: (rule: Explained) => readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, ReadonlySet<string>>();
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const causesOf = (id: string, path: readonly string[]): ReadonlySet<string> => {
    const known = all.get(id);
    if (known) return known;
    if (path.includes(id)) throw new RangeError(`Rules explain each other: ${[...path, id].join(' <- ')}`);
    const rule = byId.get(id);
    const causes = new Set<string>();
    for (const cause of rule ? directly(rule) : [])
      for (const each of [cause, ...causesOf(cause, [...path, id])]) causes.add(each);
    all.set(id, causes);
    return causes;
  };
  for (const { id } of rules) causesOf(id, []);
  return all;
}
