import fc from 'fast-check';
import type { Version } from '../../mock-server/index.js';
import { wasLate } from '../requirements/reading/claims.js';
import { metSilence } from '../requirements/reading/patience.js';
import type { Broken, Requirement, Verdict, Witnesses } from '../requirements/requirement.js';
import type { ConformanceCase } from '../scenarios/case.js';
import type { Deadline } from './time-limit.js';
import { Troubled } from './trouble.js';

/** How a requirement's situations are gone through. */
export interface HuntPlan {
  /** The version of the service that the situations are about. */
  readonly service: Version;
  /** How many situations are tried. */
  readonly runs: number;
  readonly seed: number;
  /** Cases that failed earlier: they come before all others. */
  readonly first: readonly ConformanceCase[];
  readonly deadline: Deadline;
  readonly shrinking: ShrinkBounds;
  readonly run: (situation: ConformanceCase) => Promise<Witnesses>;
  /** Is told of every case that was run, those of shrinking among them. */
  readonly tell: (judged: Judged) => void;
}

/** When shrinking ends at the latest. */
export interface ShrinkBounds {
  /** Smaller cases that are tried, whether they fail or not. */
  readonly attempts: number;
  readonly ms: number;
}

/** A case, what was seen of it, and what a requirement says to that. */
export interface Judged {
  readonly witnesses: Witnesses;
  readonly verdict: Verdict;
}

/** A failure and what was seen of it. */
export interface Failure {
  readonly witnesses: Witnesses;
  readonly broken: Broken;
  /** How many times a smaller case failed as well. */
  readonly shrinks: number;
}

export interface Findings {
  /** Cases that were run, those of shrinking not among them. */
  readonly runs: number;
  /** Those of them that showed whether the requirement is kept. */
  readonly exercised: number;
  readonly failure?: Failure | undefined;
}

/**
 * Looks for the smallest situation in which a client breaks a requirement: the cases that failed earlier, then new ones;
 * the first that fails is shrunk.
 * @throws Troubled when something besides the client went wrong
 */
export async function hunt(requirement: Requirement, plan: HuntPlan): Promise<Findings> {
  const search = new Search(requirement, plan);
  for (const situation of plan.first) {
    if (plan.deadline.passed() || search.failure) break;
    await search.holds(situation);
  }
  if (!search.failure) await search.generate();
  return search;
}

/** @throws Troubled when the requirement's judge fails */
export const judge = (requirement: Requirement, witnesses: Witnesses): Judged => ({
  witnesses,
  verdict: judgedBy(() => requirement.judge(witnesses)),
});

/** What a judge says. @throws Troubled when it fails itself */
export function judgedBy(ask: () => Verdict): Verdict {
  try {
    return ask();
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Troubled('harness', `judging failed: ${text}`, { cause: error });
  }
}

class Search implements Findings {
  runs = 0;
  exercised = 0;
  failure: Failure | undefined;
  readonly #requirement: Requirement;
  readonly #plan: HuntPlan;
  /** Cases that did not fail: few situations are worth being run twice. */
  readonly #passed = new Set<string>();
  #trouble: Troubled | undefined;
  #attempts = 0;
  #shrinkingSince = 0;
  #late = false;

  constructor(requirement: Requirement, plan: HuntPlan) {
    this.#requirement = requirement;
    this.#plan = plan;
  }

  async generate(): Promise<void> {
    const { runs: wanted, seed, service } = this.#plan;
    const runs = Math.min(wanted, this.#requirement.atMost ?? wanted);
    try {
      const situations = this.#requirement.situations().map((plain) => ({ ...plain, version: service }));
      const property = fc.asyncProperty(situations, (situation) => this.holds(situation));
      await fc.check(property, { numRuns: runs, seed });
    } catch (error) {
      throw Troubled.from(error);
    }
    if (this.#trouble) throw this.#trouble;
  }

  /** Whether a case does not show a failure. The last one that does is the smallest, as fast-check goes down. */
  async holds(situation: ConformanceCase): Promise<boolean> {
    const key = JSON.stringify(situation);
    if (this.#passed.has(key) || this.#isOver()) return true;
    const verdict = await this.#judged(situation);
    if (verdict?.is !== 'broken') this.#passed.add(key);
    return verdict?.is !== 'broken';
  }

  async #judged(situation: ConformanceCase): Promise<Verdict | undefined> {
    const shrinking = this.failure !== undefined;
    if (shrinking) this.#attempts++;
    else this.runs++;
    try {
      const judged = judge(this.#requirement, await this.#plan.run(situation));
      this.#plan.tell(judged);
      this.#note(judged, shrinking);
      return judged.verdict;
    } catch (error) {
      // Not thrown through fast-check, which would take it for a failure and shrink it.
      this.#trouble = Troubled.from(error);
      return undefined;
    }
  }

  #note({ witnesses, verdict }: Judged, shrinking: boolean): void {
    // One that was late before it came so far has shown nothing.
    this.#late ||= wasLate(witnesses) && metSilence(witnesses);
    if (!shrinking && verdict.is !== 'not-exercised') this.exercised++;
    if (verdict.is !== 'broken') return;
    if (!shrinking) this.#shrinkingSince = performance.now();
    this.failure = { witnesses, broken: verdict, shrinks: this.failure ? this.failure.shrinks + 1 : 0 };
  }

  #isOver(): boolean {
    const { deadline, shrinking } = this.#plan;
    if (this.#trouble || deadline.passed()) return true;
    if (this.#requirement.atMost !== undefined && (this.#late || this.failure)) return true;
    if (!this.failure) return false;
    return this.#attempts >= shrinking.attempts || performance.now() - this.#shrinkingSince >= shrinking.ms;
  }
}
