import type { Broken, Requirement, Verdict } from '../requirement.js';
import type { Ledger } from '../suite.js';
import type { Deadline } from '../time/time-limit.js';
import type { Candidate } from './candidate.js';
import { type Judged, verdictOn } from './search.js';

/** Cases that are run one after the other. */
export interface Batch<Case, R> {
  /** The requirement that they were made for; undefined when they are for all. */
  readonly owner: R | undefined;
  readonly candidates: () => Iterable<Candidate<Case>>;
}

/** How a sweep runs and judges cases. */
interface SweepPlan<Case, Observation, R> {
  /** Each of them judges every case. */
  readonly judging: readonly R[];
  /** How many batches are gone through side by side. */
  readonly lanes: number;
  readonly deadline: Deadline;
  /** @param alone whether nothing else may be under way */
  readonly run: (testCase: Case, alone: boolean) => Promise<Observation>;
  /** Whether what was seen took so long that no more of its kind is worth its time. */
  readonly isSlow: (seen: Observation) => boolean;
  /** Whether what was seen may be the doing of another case that was under way, or spoil that one. */
  readonly maySpoilOthers?: ((seen: Observation) => boolean) | undefined;
  /** Whether the case is a crash, which spoils others, with others beside it or without. */
  readonly isCrash?: ((seen: Observation) => boolean) | undefined;
  /** Whether what was seen makes all further cases of a requirement with `atMost` pointless. */
  readonly isEnough: (seen: Observation) => boolean;
  /** Called for every case, with the requirement that it is run for. */
  readonly tell: (requirement: R, judged: Judged<Case, Observation>) => void;
}

/** A case that was run, and what every requirement says to it. */
export interface Observed<Case, Observation> {
  readonly candidate: Candidate<Case>;
  readonly seen: Observation;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Ids of the requirements that are broken in it. */
  readonly brokenIds: readonly string[];
}

/** What was counted of a requirement. */
export interface Tally<Case, Observation> {
  /** Cases that were made for it and run. */
  runs: number;
  /** Of all cases, those that showed whether it is kept, and those in which it is broken. */
  exercised: number;
  broken: number;
  /** Spent on its own cases and on making failures smaller, in milliseconds. */
  ms: number;
  readonly breaches: Observed<Case, Observation>[];
  /** How many cases of all had been run when it was first broken. */
  brokenAfter?: number;
}

/** A requirement that was broken so often by its own cases is looked at no further. */
const ENOUGH_BREACHES = 3;
/** Cases that are run again, as another one may have spoilt them. What happens to further ones is not judged. */
const MOST_AGAIN = 100;
/** Slow cases of a batch that is for all, after which the rest of it is left out. */
const ENOUGH_SLOW = 3;

/** Runs cases, and has every requirement judge each of them. */
export class Sweep<Case, Observation, R extends Requirement<Case, Observation>> {
  readonly tallies: ReadonlyMap<R, Tally<Case, Observation>>;
  /** Requirements whose own cases were begun with. */
  readonly begun = new Set<R>();
  /** The corners of the cases that were run. */
  readonly corners = new Set<string>();
  /** How many cases were run, those of shrinking not among them. */
  cases = 0;
  readonly #plan: SweepPlan<Case, Observation, R>;
  readonly #ledger: Ledger<Case, Observation, R>;
  readonly #failed = new Set<R>();
  #again = 0;
  #isCrashSeen = false;

  constructor(plan: SweepPlan<Case, Observation, R>, ledger: Ledger<Case, Observation, R>) {
    this.#plan = plan;
    this.#ledger = ledger;
    this.tallies = new Map(
      plan.judging.map((requirement) => [
        requirement,
        { runs: 0, exercised: 0, broken: 0, ms: 0, breaches: [] },
      ]),
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
    return this.#isCrashSeen ? 0 : this.#again;
  }

  /** Whether a requirement could not be judged: the ledger has it already. */
  hasFailed(requirement: R): boolean {
    return this.#failed.has(requirement);
  }

  fail(requirement: R, error: unknown): void {
    if (this.#failed.has(requirement)) return;
    this.#failed.add(requirement);
    this.#ledger.failed(requirement, error);
  }

  /**
   * Runs one case and has all requirements judge it.
   * @param requirement the one that it is run for
   * @throws Troubled when something besides what is judged went wrong
   */
  async observe(
    candidate: Candidate<Case>,
    {
      requirement,
      alone = false,
    }: { readonly requirement: R | undefined; readonly alone?: boolean | undefined },
  ): Promise<Observed<Case, Observation>> {
    const { testCase } = candidate;
    const seen = await this.#plan.run(testCase, alone);
    const verdicts = this.#judge(seen);
    const own = requirement && verdicts.get(requirement.id);
    if (own) this.#plan.tell(requirement, { testCase, seen, verdict: own });
    const brokenIds = [...verdicts].flatMap(([id, { is }]) => (is === 'broken' ? [id] : []));
    return { candidate, seen, verdicts, brokenIds };
  }

  /** Each requirement by itself: one whose judge fails is out, and the others go on. */
  #judge(seen: Observation): Map<string, Verdict> {
    const verdicts = new Map<string, Verdict>();
    for (const requirement of this.#plan.judging) {
      if (this.#failed.has(requirement)) continue;
      try {
        verdicts.set(requirement.id, verdictOn(requirement, seen));
      } catch (error) {
        this.fail(requirement, error);
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
    own: Tally<Case, Observation> | undefined,
    candidates: Iterable<Candidate<Case>>,
  ): Promise<void> {
    const known = new Set<string>();
    let breaches = 0;
    let slow = 0;
    for (const candidate of candidates) {
      if (this.#isOver() || (owner && this.#failed.has(owner))) return;
      // Few cases are worth being run twice.
      const key = JSON.stringify(candidate.testCase);
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
    requirement: R | undefined,
  ): Promise<Observed<Case, Observation> | undefined> {
    const observed = await this.observe(candidate, { requirement, alone: requirement?.alone });
    if (requirement?.alone || !this.#plan.maySpoilOthers?.(observed.seen)) return observed;
    return ++this.#again > MOST_AGAIN ? undefined : this.observe(candidate, { requirement, alone: true });
  }

  #count(observed: Observed<Case, Observation>): void {
    if (this.#plan.isCrash?.(observed.seen)) this.#isCrashSeen = true;
    for (const [requirement, tally] of this.tallies) {
      const verdict = observed.verdicts.get(requirement.id);
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

/** What a requirement says to a case in which it is broken. */
export function breachOf({ verdicts }: Observed<unknown, unknown>, { id }: { readonly id: string }): Broken {
  const verdict = verdicts.get(id);
  if (verdict?.is !== 'broken') throw new RangeError(`${id} is not broken in this case`);
  return verdict;
}
