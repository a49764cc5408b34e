import type { Broken, Requirement } from '../requirement.js';
import type { Deadline } from '../time/time-limit.js';
import type { Troubled } from '../trouble.js';
import { type Candidate, given } from './candidate.js';
import type { CauseGraph } from './cause-graph.js';
import type { Failure, ShrinkBounds } from './hunt.js';
import { breachOf, type Observed, type Sweep } from './sweep.js';

/** What came of looking for the causes. */
export interface Attributed<Case, Seen> {
  /** The smallest cases in which a rule is broken and no other one explains it, a reason each; one, if all are explained. */
  readonly failures: readonly Failure<Case, Seen>[];
  /** Ids of the rules that explain why it is broken, if they do so in each case. */
  readonly causes: readonly string[];
}

export interface AttributionPlan<Case, Seen> {
  readonly graph: CauseGraph;
  readonly shrinking: ShrinkBounds;
  readonly deadline: Deadline;
  /** What is not plain about a case, a text for each: the fewer, the plainer. */
  readonly aspectsOf: (situation: Case) => readonly string[];
  /** The case without anything that is out of the ordinary. */
  readonly controlOf: (situation: Case) => Case;
  /** Cases that are plainer in one respect. */
  readonly plainer: (situation: Case) => Iterable<Case>;
  /** Why what was seen may be the machine's doing: then it counts only if it is seen again while nothing else runs. */
  readonly doubt: (seen: Seen, alone: boolean) => Troubled | undefined;
}

/** So many reasons of a rule are shown. */
const MOST_REASONS = 3;
/** Cases that one rule is looked into by: each may turn out to be explained by another rule once it is small. */
const MOST_LOOKED_INTO = 6;

/**
 * Makes the cases that break a rule smaller, and tells by the smallest ones whether the rule is a cause or another one explains
 * it: what is left in them is what matters.
 */
export class Attribution<Case, Seen, R extends Requirement<Case, Seen>> {
  readonly #sweep: Sweep<Case, Seen, R>;
  readonly #plan: AttributionPlan<Case, Seen>;
  readonly #controls = new Map<string, Observed<Case, Seen>>();
  /** What was seen when a case in doubt was run again while nothing else ran. */
  readonly #again = new Map<Observed<Case, Seen>, Observed<Case, Seen>>();

  constructor(sweep: Sweep<Case, Seen, R>, plan: AttributionPlan<Case, Seen>) {
    this.#sweep = sweep;
    this.#plan = plan;
  }

  /** @throws Troubled */
  async attribute(rule: R): Promise<Attributed<Case, Seen>> {
    const tally = this.#sweep.tallies.get(rule);
    const started = performance.now();
    const failures: Failure<Case, Seen>[] = [];
    const causes = new Set<string>();
    const all = await this.#borneOut(rule, tally?.breaches ?? []);
    if (tally) tally.broken -= tally.breaches.length - all.length;
    for (const breach of all) for (const id of this.#causesIn(rule, breach)) causes.add(id);
    let pool = all.filter((breach) => this.#causesIn(rule, breach).length === 0);
    for (
      let looked = 0;
      pool.length > 0 && looked < MOST_LOOKED_INTO && failures.length < MOST_REASONS;
      looked++
    ) {
      const start = this.#plainest(pool);
      const { least, shrinks } = await this.#smallest(rule, start);
      pool = pool.filter((breach) => breach !== start && !this.#hasAll(breach, least));
      const explained = await this.#explained(rule, least);
      for (const id of explained) causes.add(id);
      if (
        explained.length === 0 &&
        !failures.some(({ broken }) => reasonOf(broken) === reasonOf(breachOf(least, rule)))
      )
        failures.push(failureOf(rule, least, shrinks));
    }
    if (tally) tally.ms += performance.now() - started;
    if (failures.length > 0 || causes.size === 0) return { failures, causes: [] };
    return { failures: [failureOf(rule, this.#plainest(all), 0)], causes: [...causes] };
  }

  /**
   * Without the breaches that were the machine's doing: they do not come back once nothing else runs.
   * @throws Troubled when all that is left is in doubt even then
   */
  async #borneOut(rule: R, breaches: readonly Observed<Case, Seen>[]): Promise<Observed<Case, Seen>[]> {
    const sure: Observed<Case, Seen>[] = [];
    let doubt: Troubled | undefined;
    let again = 0;
    for (const breach of breaches) {
      const isDoubtful = this.#plan.doubt(breach.seen, false) !== undefined;
      // Each takes seconds. If none of the first ones comes back, neither do the others.
      if (isDoubtful && ++again > MOST_LOOKED_INTO) continue;
      const seen = isDoubtful ? await this.#seenAgain(rule, breach) : breach;
      if (!seen.brokenIds.includes(rule.id)) continue;
      const still = seen === breach ? undefined : this.#plan.doubt(seen.seen, true);
      if (still) doubt = still;
      else sure.push(seen);
    }
    if (doubt && sure.length === 0) throw doubt;
    return sure;
  }

  /** One case may break many rules. */
  async #seenAgain(rule: R, breach: Observed<Case, Seen>): Promise<Observed<Case, Seen>> {
    const known = this.#again.get(breach);
    if (known) return known;
    const again = await this.#sweep.observe(breach.candidate, { rule, alone: true });
    this.#again.set(breach, again);
    return again;
  }

  #causesIn(rule: R, { brokenIds }: Observed<Case, Seen>): string[] {
    return this.#plan.graph.causes(rule.id, brokenIds);
  }

  /**
   * The rules that explain the smallest case: those that are broken in it, or that are broken even when nothing is out of the
   * ordinary, so that what the rule is about makes no difference.
   */
  async #explained(rule: R, least: Observed<Case, Seen>): Promise<string[]> {
    const here = this.#causesIn(rule, least);
    if (here.length > 0) {
      this.#passOn(here, least);
      return here;
    }
    const { situation } = least.candidate;
    const there = await this.#causesInControl(rule, least, {
      control: this.#plan.controlOf(situation),
      also: rule.explainedPlainlyBy,
    });
    if (there.length > 0) return there;
    const { ids, casesLike } = rule.explainedByLess ?? {};
    for (const control of casesLike?.(situation) ?? []) {
      const less = await this.#causesInControl(rule, least, { control, also: ids });
      if (less.length > 0) return less;
    }
    return [];
  }

  async #causesInControl(
    rule: R,
    { candidate: { situation } }: Observed<Case, Seen>,
    { control, also }: { readonly control: Case; readonly also: readonly string[] | undefined },
  ): Promise<string[]> {
    if (JSON.stringify(control) === JSON.stringify(situation)) return [];
    const seen = await this.#control(rule, control);
    const isBroken = seen.brokenIds.includes(rule.id);
    const causes = this.#plan.graph.causes(rule.id, seen.brokenIds, isBroken ? [] : also);
    this.#passOn(causes, seen);
    return causes;
  }

  /** Many cases have the same control. */
  async #control(rule: R, situation: Case): Promise<Observed<Case, Seen>> {
    const key = JSON.stringify(situation);
    const known = this.#controls.get(key);
    if (known) return known;
    const control = await this.#sweep.observe(given(situation), { rule: undefined, alone: rule.alone });
    this.#controls.set(key, control);
    return control;
  }

  /** The smallest case is one of the rule that explains it, even if that is broken nowhere else. */
  #passOn(ids: readonly string[], least: Observed<Case, Seen>): void {
    for (const [rule, tally] of this.#sweep.tallies) {
      if (!ids.includes(rule.id) || tally.breaches.includes(least)) continue;
      tally.exercised++;
      tally.broken++;
      tally.breaches.unshift(least);
    }
  }

  async #smallest(
    rule: R,
    start: Observed<Case, Seen>,
  ): Promise<{ readonly least: Observed<Case, Seen>; readonly shrinks: number }> {
    const { shrinking, deadline } = this.#plan;
    let least = start;
    if (rule.atMost !== undefined) return { least, shrinks: 0 };
    const tried = new Set([JSON.stringify(least.candidate.situation)]);
    const end = performance.now() + shrinking.ms;
    let shrinks = 0;
    for (let goesOn = true; goesOn; ) {
      goesOn = false;
      for (const smaller of this.#smaller(least.candidate)) {
        if (tried.size > shrinking.attempts || performance.now() >= end || deadline.passed()) break;
        const key = JSON.stringify(smaller.situation);
        if (tried.has(key)) continue;
        tried.add(key);
        const observed = await this.#sweep.observe(smaller, { rule, alone: rule.alone });
        if (!observed.brokenIds.includes(rule.id)) continue;
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
    for (const plainer of this.#plan.plainer(candidate.situation)) yield given(plainer);
  }

  #plainest(pool: readonly Observed<Case, Seen>[]): Observed<Case, Seen> {
    const weight = ({ candidate: { situation } }: Observed<Case, Seen>): number =>
      this.#plan.aspectsOf(situation).length * 1e6 + JSON.stringify(situation).length;
    return pool.reduce((least, each) => (weight(each) < weight(least) ? each : least));
  }

  /** Whether a case has everything that is not plain about another one, which then explains it. */
  #hasAll(breach: Observed<Case, Seen>, least: Observed<Case, Seen>): boolean {
    const aspects = this.#plan.aspectsOf(breach.candidate.situation);
    return this.#plan.aspectsOf(least.candidate.situation).every((aspect) => aspects.includes(aspect));
  }
}

const failureOf = <Case, Seen>(
  rule: Requirement<Case, Seen>,
  least: Observed<Case, Seen>,
  shrinks: number,
): Failure<Case, Seen> => ({
  situation: least.candidate.situation,
  seen: least.seen,
  broken: breachOf(least, rule),
  shrinks,
});

/** What was done, without the values of the one case: two failures of the same kind read alike then. */
const reasonOf = ({ did }: Broken): string =>
  did.replace(/"(?:[^"\\]|\\.)*"|[\d,]*\d/g, '#').replace(/\bbytes\b/g, 'byte');
