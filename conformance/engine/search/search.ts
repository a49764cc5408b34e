import fc from 'fast-check';
import { NOT_EXERCISED } from '../judgement.js';
import type { ShrinkBounds } from '../options.js';
import type { Broken, Requirement, Verdict } from '../requirement.js';
import type { Deadline } from '../time/time-limit.js';
import { Troubled } from '../trouble.js';

/** How a requirement's cases are gone through. */
export interface SearchPlan<Case, Observation> {
  /** How many cases are tried. */
  readonly runs: number;
  readonly seed: number;
  /** Cases that failed earlier: they come before all others. */
  readonly first: readonly Case[];
  readonly deadline: Deadline;
  readonly shrinking: ShrinkBounds;
  readonly run: (testCase: Case) => Promise<Observation>;
  /** Called for every case that was run, those of shrinking among them. */
  readonly tell: (judged: Judged<Case, Observation>) => void;
}

/** A case, what was seen of it, and what a requirement says to that. */
export interface Judged<Case, Observation> {
  readonly testCase: Case;
  readonly seen: Observation;
  readonly verdict: Verdict;
}

/** A case that shows a failure, and what was seen of it. */
export interface Failure<Case, Observation> {
  readonly testCase: Case;
  readonly seen: Observation;
  readonly broken: Broken;
  /** How many times a smaller case failed as well. */
  readonly shrinks: number;
}

/** The result of a search. */
export interface Findings<Case, Observation> {
  /** Cases that were run, those of shrinking not among them. */
  readonly runs: number;
  /** Those of them that showed whether the requirement is kept. */
  readonly exercised: number;
  readonly failure?: Failure<Case, Observation> | undefined;
}

/**
 * Looks for the smallest case in which a requirement is broken: the cases that failed earlier, then new ones;
 * the first that fails is shrunk.
 * @throws Troubled when something besides what is judged went wrong
 */
export async function search<Case, Observation>(
  requirement: Requirement<Case, Observation>,
  plan: SearchPlan<Case, Observation>,
): Promise<Findings<Case, Observation>> {
  const search = new CaseSearch(requirement, plan);
  for (const testCase of plan.first) {
    if (plan.deadline.passed() || search.failure) break;
    await search.holds(testCase);
  }
  if (!search.failure) await search.generate();
  return search;
}

/** @throws Troubled when the requirement's judge fails */
export const judge = <Case, Observation>(
  requirement: Requirement<Case, Observation>,
  testCase: Case,
  seen: Observation,
): Judged<Case, Observation> => ({ testCase, seen, verdict: verdictOn(requirement, seen) });

/** What a requirement says to what was seen of any case. @throws Troubled when its judge fails */
export const verdictOn = <Case, Observation>(
  requirement: Requirement<Case, Observation>,
  seen: Observation,
): Verdict =>
  judgedBy(() => (requirement.appliesTo?.(seen) === false ? NOT_EXERCISED : requirement.judge(seen)));

/** What a judge says. @throws Troubled when it fails itself */
export function judgedBy(ask: () => Verdict): Verdict {
  try {
    return ask();
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Troubled('harness', `judging failed: ${text}`, { cause: error });
  }
}

class CaseSearch<Case, Observation> implements Findings<Case, Observation> {
  runs = 0;
  exercised = 0;
  failure: Failure<Case, Observation> | undefined;
  readonly #requirement: Requirement<Case, Observation>;
  readonly #plan: SearchPlan<Case, Observation>;
  /** Cases that did not fail, as JSON: few cases are worth being run twice. */
  readonly #passed = new Set<string>();
  #trouble: Troubled | undefined;
  #attempts = 0;
  #shrinkingSince = 0;

  constructor(requirement: Requirement<Case, Observation>, plan: SearchPlan<Case, Observation>) {
    this.#requirement = requirement;
    this.#plan = plan;
  }

  async generate(): Promise<void> {
    const { runs: wanted, seed } = this.#plan;
    const runs = Math.min(wanted, this.#requirement.atMost ?? wanted);
    try {
      const property = fc.asyncProperty(this.#requirement.scenario(), (testCase) => this.holds(testCase));
      await fc.check(property, { numRuns: runs, seed });
    } catch (error) {
      throw Troubled.from(error);
    }
    if (this.#trouble) throw this.#trouble;
  }

  /** Whether a case does not show a failure. The last one that does is the smallest, as fast-check goes down. */
  async holds(testCase: Case): Promise<boolean> {
    const key = JSON.stringify(testCase);
    if (this.#passed.has(key) || this.#isOver()) return true;
    const verdict = await this.#judged(testCase);
    if (verdict?.is !== 'broken') this.#passed.add(key);
    return verdict?.is !== 'broken';
  }

  async #judged(testCase: Case): Promise<Verdict | undefined> {
    const shrinking = this.failure !== undefined;
    if (shrinking) this.#attempts++;
    else this.runs++;
    try {
      const judged = judge(this.#requirement, testCase, await this.#plan.run(testCase));
      this.#plan.tell(judged);
      this.#note(judged, shrinking);
      return judged.verdict;
    } catch (error) {
      // Not thrown through fast-check, which would take it for a failure and shrink it.
      this.#trouble = Troubled.from(error);
      return undefined;
    }
  }

  #note({ testCase, seen, verdict }: Judged<Case, Observation>, shrinking: boolean): void {
    if (!shrinking && verdict.is !== 'not-exercised') this.exercised++;
    if (verdict.is !== 'broken') return;
    if (!shrinking) this.#shrinkingSince = performance.now();
    const shrinks = this.failure ? this.failure.shrinks + 1 : 0;
    this.failure = { testCase, seen, broken: verdict, shrinks };
  }

  #isOver(): boolean {
    const { deadline, shrinking } = this.#plan;
    if (this.#trouble || deadline.passed()) return true;
    if (this.#requirement.atMost !== undefined && this.failure) return true;
    if (!this.failure) return false;
    return this.#attempts >= shrinking.attempts || performance.now() - this.#shrinkingSince >= shrinking.ms;
  }
}
