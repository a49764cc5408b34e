import type { ShrinkBounds } from '../options.js';
import type { Broken, Requirement } from '../requirement.js';
import type { Deadline } from '../time/time-limit.js';
import type { Troubled } from '../trouble.js';
import { type Candidate, given } from './candidate.js';
import type { CauseGraph } from './cause-graph.js';
import type { Failure } from './search.js';
import { breachOf, type Observed, type Sweep } from './sweep.js';

/** What came of looking for the causes. */
export interface Attributed<Case, Observation> {
  /** The smallest cases in which a requirement is broken and no other one explains it, a reason each; one, if all are explained. */
  readonly failures: readonly Failure<Case, Observation>[];
  /** Ids of the requirements that explain why it is broken, if they do so in each case. */
  readonly causes: readonly string[];
}

/** How failures are shrunk and compared. */
interface AttributionPlan<Case, Observation> {
  readonly graph: CauseGraph;
  readonly shrinking: ShrinkBounds;
  readonly deadline: Deadline;
  /** What is not plain about a case, a text for each: the fewer, the plainer. */
  readonly aspectsOf: (testCase: Case) => readonly string[];
  /** The case without anything that is out of the ordinary. */
  readonly controlOf: (testCase: Case) => Case;
  /** Cases that are plainer in one respect. */
  readonly plainer: (testCase: Case) => Iterable<Case>;
  /** Why what was seen may be the machine's doing: then it counts only if it is seen again while nothing else runs. */
  readonly doubt: (seen: Observation, alone: boolean) => Troubled | undefined;
}

/** So many reasons of a requirement are shown. */
const MOST_REASONS = 3;
/** Cases that one requirement is looked into by: each may turn out to be explained by another requirement once it is small. */
const MOST_LOOKED_INTO = 6;

/**
 * Makes the cases that break a requirement smaller, and finds out by the smallest ones whether the requirement is a cause or another one explains
 * it: what is left in them is what matters.
 */
export class Attribution<Case, Observation, R extends Requirement<Case, Observation>> {
  readonly #sweep: Sweep<Case, Observation, R>;
  readonly #plan: AttributionPlan<Case, Observation>;
  readonly #controls = new Map<string, Observed<Case, Observation>>();
  /** What was seen when a case in doubt was run again while nothing else ran. */
  readonly #again = new Map<Observed<Case, Observation>, Observed<Case, Observation>>();

  constructor(sweep: Sweep<Case, Observation, R>, plan: AttributionPlan<Case, Observation>) {
    this.#sweep = sweep;
    this.#plan = plan;
  }

  /** @throws Troubled */
  async attribute(requirement: R): Promise<Attributed<Case, Observation>> {
    const tally = this.#sweep.tallies.get(requirement);
    const started = performance.now();
    const failures: Failure<Case, Observation>[] = [];
    const causes = new Set<string>();
    const all = await this.#certain(requirement, tally?.breaches ?? []);
    if (tally) tally.broken -= tally.breaches.length - all.length;
    for (const breach of all) for (const id of this.#causesIn(requirement, breach)) causes.add(id);
    let pool = all.filter((breach) => this.#causesIn(requirement, breach).length === 0);
    for (
      let looked = 0;
      pool.length > 0 && looked < MOST_LOOKED_INTO && failures.length < MOST_REASONS;
      looked++
    ) {
      const start = this.#plainest(pool);
      const { least, shrinks } = await this.#smallest(requirement, start);
      pool = pool.filter((breach) => breach !== start && !this.#hasAll(breach, least));
      const explained = await this.#explained(requirement, least);
      for (const id of explained) causes.add(id);
      if (
        explained.length === 0 &&
        !failures.some(({ broken }) => reasonOf(broken) === reasonOf(breachOf(least, requirement)))
      )
        failures.push(failureOf(requirement, least, shrinks));
    }
    if (tally) tally.ms += performance.now() - started;
    if (failures.length > 0 || causes.size === 0) return { failures, causes: [] };
    return { failures: [failureOf(requirement, this.#plainest(all), 0)], causes: [...causes] };
  }

  /**
   * Without the breaches that were the machine's doing: they do not come back once nothing else runs.
   * @throws Troubled when all that is left is in doubt even then
   */
  async #certain(
    requirement: R,
    breaches: readonly Observed<Case, Observation>[],
  ): Promise<Observed<Case, Observation>[]> {
    const sure: Observed<Case, Observation>[] = [];
    let doubt: Troubled | undefined;
    let again = 0;
    for (const breach of breaches) {
      const isDoubtful = this.#plan.doubt(breach.seen, false) !== undefined;
      // Each takes seconds. If none of the first ones comes back, neither do the others.
      if (isDoubtful && ++again > MOST_LOOKED_INTO) continue;
      const seen = isDoubtful ? await this.#seenAgain(requirement, breach) : breach;
      if (!seen.brokenIds.includes(requirement.id)) continue;
      const still = seen === breach ? undefined : this.#plan.doubt(seen.seen, true);
      if (still) doubt = still;
      else sure.push(seen);
    }
    if (doubt && sure.length === 0) throw doubt;
    return sure;
  }

  /** One case may break many requirements. */
  async #seenAgain(
    requirement: R,
    breach: Observed<Case, Observation>,
  ): Promise<Observed<Case, Observation>> {
    const known = this.#again.get(breach);
    if (known) return known;
    const again = await this.#sweep.observe(breach.candidate, { requirement, alone: true });
    this.#again.set(breach, again);
    return again;
  }

  #causesIn(requirement: R, { brokenIds }: Observed<Case, Observation>): string[] {
    return this.#plan.graph.causes(requirement.id, brokenIds);
  }

  /**
   * The requirements that explain the smallest case: those that are broken in it, or that are broken even when nothing is out of the
   * ordinary, so that what the requirement is about makes no difference.
   */
  async #explained(requirement: R, least: Observed<Case, Observation>): Promise<string[]> {
    const here = this.#causesIn(requirement, least);
    if (here.length > 0) {
      this.#passOn(here, least);
      return here;
    }
    const { testCase } = least.candidate;
    const there = await this.#causesInControl(requirement, least, {
      control: this.#plan.controlOf(testCase),
      also: requirement.explainedPlainlyBy,
    });
    if (there.length > 0) return there;
    const { ids, casesLike } = requirement.explainedByControls ?? {};
    for (const control of casesLike?.(testCase) ?? []) {
      const less = await this.#causesInControl(requirement, least, { control, also: ids });
      if (less.length > 0) return less;
    }
    return [];
  }

  async #causesInControl(
    requirement: R,
    { candidate: { testCase } }: Observed<Case, Observation>,
    { control, also }: { readonly control: Case; readonly also: readonly string[] | undefined },
  ): Promise<string[]> {
    if (JSON.stringify(control) === JSON.stringify(testCase)) return [];
    const seen = await this.#control(requirement, control);
    const isBroken = seen.brokenIds.includes(requirement.id);
    const causes = this.#plan.graph.causes(requirement.id, seen.brokenIds, isBroken ? [] : also);
    this.#passOn(causes, seen);
    return causes;
  }

  /** Many cases have the same control. */
  async #control(requirement: R, testCase: Case): Promise<Observed<Case, Observation>> {
    const key = JSON.stringify(testCase);
    const known = this.#controls.get(key);
    if (known) return known;
    const control = await this.#sweep.observe(given(testCase), {
      requirement: undefined,
      alone: requirement.alone,
    });
    this.#controls.set(key, control);
    return control;
  }

  /** The smallest case is one of the requirement that explains it, even if that is broken nowhere else. */
  #passOn(ids: readonly string[], least: Observed<Case, Observation>): void {
    for (const [requirement, tally] of this.#sweep.tallies) {
      if (!ids.includes(requirement.id) || tally.breaches.includes(least)) continue;
      tally.exercised++;
      tally.broken++;
      tally.breaches.unshift(least);
    }
  }

  async #smallest(
    requirement: R,
    start: Observed<Case, Observation>,
  ): Promise<{ readonly least: Observed<Case, Observation>; readonly shrinks: number }> {
    const { shrinking, deadline } = this.#plan;
    let least = start;
    if (requirement.atMost !== undefined) return { least, shrinks: 0 };
    const tried = new Set([JSON.stringify(least.candidate.testCase)]);
    const end = performance.now() + shrinking.ms;
    let shrinks = 0;
    for (let goesOn = true; goesOn; ) {
      goesOn = false;
      for (const smaller of this.#smaller(least.candidate)) {
        if (tried.size > shrinking.attempts || performance.now() >= end || deadline.passed()) break;
        const key = JSON.stringify(smaller.testCase);
        if (tried.has(key)) continue;
        tried.add(key);
        const observed = await this.#sweep.observe(smaller, { requirement, alone: requirement.alone });
        if (!observed.brokenIds.includes(requirement.id)) continue;
        least = observed;
        shrinks++;
        goesOn = true;
        break;
      }
    }
    return { least, shrinks };
  }

  /** First by what the case was made of, as only that knows all of it; and then, what is unusual is left out. */
  *#smaller(candidate: Candidate<Case>): Generator<Candidate<Case>> {
    yield* candidate.smaller();
    for (const plainer of this.#plan.plainer(candidate.testCase)) yield given(plainer);
  }

  #plainest(pool: readonly Observed<Case, Observation>[]): Observed<Case, Observation> {
    const weight = ({ candidate: { testCase } }: Observed<Case, Observation>): number =>
      this.#plan.aspectsOf(testCase).length * 1e6 + JSON.stringify(testCase).length;
    return pool.reduce((least, each) => (weight(each) < weight(least) ? each : least));
  }

  /** Whether a case has everything that is not plain about another one, which then explains it. */
  #hasAll(breach: Observed<Case, Observation>, least: Observed<Case, Observation>): boolean {
    const aspects = this.#plan.aspectsOf(breach.candidate.testCase);
    return this.#plan.aspectsOf(least.candidate.testCase).every((aspect) => aspects.includes(aspect));
  }
}

const failureOf = <Case, Observation>(
  requirement: Requirement<Case, Observation>,
  least: Observed<Case, Observation>,
  shrinks: number,
): Failure<Case, Observation> => ({
  testCase: least.candidate.testCase,
  seen: least.seen,
  broken: breachOf(least, requirement),
  shrinks,
});

/** What was done, without the values of the one case: two failures of the same kind read alike then. */
const reasonOf = ({ did }: Broken): string =>
  did.replace(/"(?:[^"\\]|\\.)*"|[\d,]*\d/g, '#').replace(/\bbytes\b/g, 'byte');
