import type { Ledger } from '../examiner.js';
import type { Broken, Requirement, Verdict } from '../requirement.js';
import type { Deadline } from '../time/time-limit.js';
import type { Candidate } from './candidate.js';
import { type Judged, verdictOn } from './hunt.js';

/** Cases that are run one after the other. */
export interface Batch<Case, R> {
  /** The rule that they were made for; undefined when they are for all. */
  readonly owner: R | undefined;
  readonly candidates: () => Iterable<Candidate<Case>>;
}

export interface SweepPlan<Case, Seen, R> {
  /** Each of them judges every case. */
  readonly judging: readonly R[];
  /** How many batches are gone through side by side. */
  readonly lanes: number;
  readonly deadline: Deadline;
  /** @param alone whether nothing else may be under way */
  readonly run: (situation: Case, alone: boolean) => Promise<Seen>;
  /** Whether what was seen took so long that no more of its kind is worth its time. */
  readonly isSlow: (seen: Seen) => boolean;
  /** Whether what was seen may be the doing of another case that was under way, or spoil that one. */
  readonly maySpoilOthers?: ((seen: Seen) => boolean) | undefined;
  /** Whether what was seen is what spoils others, with others beside it or without. */
  readonly isBadEnd?: ((seen: Seen) => boolean) | undefined;
  /** Whether what was seen makes all further cases of a rule with `atMost` pointless. */
  readonly isEnough: (seen: Seen) => boolean;
  /** Is told of every case, with the rule that it is run for. */
  readonly tell: (rule: R, judged: Judged<Case, Seen>) => void;
}

/** A case that was run, and what every rule says to it. */
export interface Observed<Case, Seen> {
  readonly candidate: Candidate<Case>;
  readonly seen: Seen;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Ids of the rules that are broken in it. */
  readonly brokenIds: readonly string[];
}

/** What was counted of a rule. */
export interface Tally<Case, Seen> {
  /** Cases of its own that were run. */
  runs: number;
  /** Of all cases, those that showed whether it is kept, and those in which it is broken. */
  exercised: number;
  broken: number;
  /** Spent on its own cases and on making failures smaller, in milliseconds. */
  ms: number;
  readonly breaches: Observed<Case, Seen>[];
  /** How many cases of all had been run when it was first broken. */
  brokenAfter?: number;
}

/** A rule that was broken so often by its own cases is looked at no further. */
const ENOUGH_BREACHES = 3;
/** Cases that are run again, as another one may have spoilt them. What happens to further ones is not judged. */
const MOST_AGAIN = 100;
/** Slow cases of a batch that is for all, after which the rest of it is left out. */
const ENOUGH_SLOW = 3;

/** Runs cases, and has every rule judge each of them. */
export class Sweep<Case, Seen, R extends Requirement<Case, Seen>> {
  readonly tallies: ReadonlyMap<R, Tally<Case, Seen>>;
  /** Rules whose own cases were begun with. */
  readonly begun = new Set<R>();
  /** The corners of the cases that were run. */
  readonly corners = new Set<string>();
  /** How many cases were run, those of shrinking not among them. */
  cases = 0;
  readonly #plan: SweepPlan<Case, Seen, R>;
  readonly #ledger: Ledger<Case, Seen, R>;
  readonly #failed = new Set<R>();
  #again = 0;
  #isBadEndSeen = false;

  constructor(plan: SweepPlan<Case, Seen, R>, ledger: Ledger<Case, Seen, R>) {
    this.#plan = plan;
    this.#ledger = ledger;
    this.tallies = new Map(
      plan.judging.map((rule) => [rule, { runs: 0, exercised: 0, broken: 0, ms: 0, breaches: [] }]),
    );
  }

  /** Runs batches, as far as there is time. */
  async run(batches: readonly Batch<Case, R>[]): Promise<void> {
    const waiting = [...batches];
    const lane = async (): Promise<void> => {
      while (!this.#isOver()) {
        const [batch] = waiting.splice(0, 1);
        if (!batch) return;
        await this.#runBatch(batch);
      }
    };
    await Promise.all(Array.from({ length: this.#plan.lanes }, lane));
  }

  /** Cases that another one may have spoilt, if none that counts shows what did. */
  get unexplained(): number {
    return this.#isBadEndSeen ? 0 : this.#again;
  }

  /** Whether a rule could not be judged: the ledger has it already. */
  hasFailed(rule: R): boolean {
    return this.#failed.has(rule);
  }

  fail(rule: R, error: unknown): void {
    if (this.#failed.has(rule)) return;
    this.#failed.add(rule);
    this.#ledger.failed(rule, error);
  }

  /**
   * Runs one case and has all rules judge it.
   * @param rule the one that it is run for
   * @throws Troubled when something besides what is judged went wrong
   */
  async observe(
    candidate: Candidate<Case>,
    { rule, alone = false }: { readonly rule: R | undefined; readonly alone?: boolean | undefined },
  ): Promise<Observed<Case, Seen>> {
    const { situation } = candidate;
    const seen = await this.#plan.run(situation, alone);
    const verdicts = this.#judge(seen);
    const own = rule && verdicts.get(rule.id);
    if (own) this.#plan.tell(rule, { situation, seen, verdict: own });
    const brokenIds = [...verdicts].flatMap(([id, { is }]) => (is === 'broken' ? [id] : []));
    return { candidate, seen, verdicts, brokenIds };
  }

  /** Each rule by itself: one whose judge fails is out, and the others go on. */
  #judge(seen: Seen): Map<string, Verdict> {
    const verdicts = new Map<string, Verdict>();
    for (const rule of this.#plan.judging) {
      if (this.#failed.has(rule)) continue;
      try {
        verdicts.set(rule.id, verdictOn(rule, seen));
      } catch (error) {
        this.fail(rule, error);
      }
    }
    return verdicts;
  }

  async #runBatch({ owner, candidates }: Batch<Case, R>): Promise<void> {
    const started = performance.now();
    const own = owner && this.tallies.get(owner);
    if (owner) this.begun.add(owner);
    try {
      await this.#runCases(owner, own, candidates());
    } catch (error) {
      if (owner) this.fail(owner, error);
      else this.#ledger.failed(undefined, error);
    }
    if (own) own.ms += performance.now() - started;
  }

  async #runCases(
    owner: R | undefined,
    own: Tally<Case, Seen> | undefined,
    candidates: Iterable<Candidate<Case>>,
  ): Promise<void> {
    const known = new Set<string>();
    let breaches = 0;
    let slow = 0;
    for (const candidate of candidates) {
      if (this.#isOver() || (owner && this.#failed.has(owner))) return;
      // Few situations are worth being run twice.
      const key = JSON.stringify(candidate.situation);
      if (known.has(key)) continue;
      known.add(key);
      const observed = await this.#observeUnspoilt(candidate, owner);
      if (!observed) continue;
      this.cases++;
      this.#count(observed);
      for (const corner of candidate.corners ?? []) this.corners.add(corner);
      if (own) own.runs++;
      if (this.#plan.isSlow(observed.seen)) slow++;
      const isBroken = owner !== undefined && observed.brokenIds.includes(owner.id);
      if (isBroken) breaches++;
      if (owner?.atMost !== undefined && (isBroken || this.#plan.isEnough(observed.seen))) return;
      if (breaches >= ENOUGH_BREACHES || (isBroken && slow > 0) || slow >= ENOUGH_SLOW) return;
    }
  }

  /** A case that another one may have spoilt is run again while nothing else is under way, and that counts. */
  async #observeUnspoilt(
    candidate: Candidate<Case>,
    rule: R | undefined,
  ): Promise<Observed<Case, Seen> | undefined> {
    const observed = await this.observe(candidate, { rule, alone: rule?.alone });
    if (rule?.alone || !this.#plan.maySpoilOthers?.(observed.seen)) return observed;
    return ++this.#again > MOST_AGAIN ? undefined : this.observe(candidate, { rule, alone: true });
  }

  #count(observed: Observed<Case, Seen>): void {
    if (this.#plan.isBadEnd?.(observed.seen)) this.#isBadEndSeen = true;
    for (const [rule, tally] of this.tallies) {
      const verdict = observed.verdicts.get(rule.id);
      if (!verdict || verdict.is === 'not-exercised') continue;
      tally.exercised++;
      if (verdict.is !== 'broken') continue;
      tally.broken++;
      tally.brokenAfter ??= this.cases;
      tally.breaches.push(observed);
    }
  }

  #isOver(): boolean {
    return this.#plan.deadline.passed() || this.#ledger.isGivenUp();
  }
}

/** What a rule says to a case in which it is broken. */
export function breachOf({ verdicts }: Observed<unknown, unknown>, { id }: { readonly id: string }): Broken {
  const verdict = verdicts.get(id);
  if (verdict?.is !== 'broken') throw new RangeError(`${id} is not broken in this case`);
  return verdict;
}
