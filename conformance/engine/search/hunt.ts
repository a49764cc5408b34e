import fc from 'fast-check';
import { NOT_EXERCISED } from '../judgement.js';
import type { Broken, Requirement, Verdict } from '../requirement.js';
import type { Deadline } from '../time/time-limit.js';
import { Troubled } from '../trouble.js';

/** How a rule's situations are gone through. */
export interface HuntPlan<Case, Seen> {
  /** How many situations are tried. */
  readonly runs: number;
  readonly seed: number;
  /** Cases that failed earlier: they come before all others. */
  readonly first: readonly Case[];
  readonly deadline: Deadline;
  readonly shrinking: ShrinkBounds;
  readonly run: (situation: Case) => Promise<Seen>;
  /** Is told of every case that was run, those of shrinking among them. */
  readonly tell: (judged: Judged<Case, Seen>) => void;
}

/** When shrinking ends at the latest. */
export interface ShrinkBounds {
  /** Smaller cases that are tried, whether they fail or not. */
  readonly attempts: number;
  readonly ms: number;
}

/** A case, what was seen of it, and what a rule says to that. */
export interface Judged<Case, Seen> {
  readonly situation: Case;
  readonly seen: Seen;
  readonly verdict: Verdict;
}

/** A case that shows a failure, and what was seen of it. */
export interface Failure<Case, Seen> {
  readonly situation: Case;
  readonly seen: Seen;
  readonly broken: Broken;
  /** How many times a smaller case failed as well. */
  readonly shrinks: number;
}

export interface Findings<Case, Seen> {
  /** Cases that were run, those of shrinking not among them. */
  readonly runs: number;
  /** Those of them that showed whether the rule is kept. */
  readonly exercised: number;
  readonly failure?: Failure<Case, Seen> | undefined;
}

/**
 * Looks for the smallest situation in which a rule is broken: the cases that failed earlier, then new ones;
 * the first that fails is shrunk.
 * @throws Troubled when something besides what is judged went wrong
 */
export async function hunt<Case, Seen>(
  rule: Requirement<Case, Seen>,
  plan: HuntPlan<Case, Seen>,
): Promise<Findings<Case, Seen>> {
  const search = new Search(rule, plan);
  for (const situation of plan.first) {
    if (plan.deadline.passed() || search.failure) break;
    await search.holds(situation);
  }
  if (!search.failure) await search.generate();
  return search;
}

/** @throws Troubled when the rule's judge fails */
export const judge = <Case, Seen>(
  rule: Requirement<Case, Seen>,
  situation: Case,
  seen: Seen,
): Judged<Case, Seen> => ({ situation, seen, verdict: verdictOn(rule, seen) });

/** What a rule says to what was seen of any case. @throws Troubled when its judge fails */
export const verdictOn = <Case, Seen>(rule: Requirement<Case, Seen>, seen: Seen): Verdict =>
  judgedBy(() => (rule.appliesTo?.(seen) === false ? NOT_EXERCISED : rule.judge(seen)));

/** What a judge says. @throws Troubled when it fails itself */
export function judgedBy(ask: () => Verdict): Verdict {
  try {
    return ask();
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Troubled('harness', `judging failed: ${text}`, { cause: error });
  }
}

class Search<Case, Seen> implements Findings<Case, Seen> {
  runs = 0;
  exercised = 0;
  failure: Failure<Case, Seen> | undefined;
  readonly #rule: Requirement<Case, Seen>;
  readonly #plan: HuntPlan<Case, Seen>;
  /** Cases that did not fail, as JSON: few situations are worth being run twice. */
  readonly #passed = new Set<string>();
  #trouble: Troubled | undefined;
  #attempts = 0;
  #shrinkingSince = 0;

  constructor(rule: Requirement<Case, Seen>, plan: HuntPlan<Case, Seen>) {
    this.#rule = rule;
    this.#plan = plan;
  }

  async generate(): Promise<void> {
    const { runs: wanted, seed } = this.#plan;
    const runs = Math.min(wanted, this.#rule.atMost ?? wanted);
    try {
      const property = fc.asyncProperty(this.#rule.situations(), (situation) => this.holds(situation));
      await fc.check(property, { numRuns: runs, seed });
    } catch (error) {
      throw Troubled.from(error);
    }
    if (this.#trouble) throw this.#trouble;
  }

  /** Whether a case does not show a failure. The last one that does is the smallest, as fast-check goes down. */
  async holds(situation: Case): Promise<boolean> {
    const key = JSON.stringify(situation);
    if (this.#passed.has(key) || this.#isOver()) return true;
    const verdict = await this.#judged(situation);
    if (verdict?.is !== 'broken') this.#passed.add(key);
    return verdict?.is !== 'broken';
  }

  async #judged(situation: Case): Promise<Verdict | undefined> {
    const shrinking = this.failure !== undefined;
    if (shrinking) this.#attempts++;
    else this.runs++;
    try {
      const judged = judge(this.#rule, situation, await this.#plan.run(situation));
      this.#plan.tell(judged);
      this.#note(judged, shrinking);
      return judged.verdict;
    } catch (error) {
      // Not thrown through fast-check, which would take it for a failure and shrink it.
      this.#trouble = Troubled.from(error);
      return undefined;
    }
  }

  #note({ situation, seen, verdict }: Judged<Case, Seen>, shrinking: boolean): void {
    if (!shrinking && verdict.is !== 'not-exercised') this.exercised++;
    if (verdict.is !== 'broken') return;
    if (!shrinking) this.#shrinkingSince = performance.now();
    const shrinks = this.failure ? this.failure.shrinks + 1 : 0;
    this.failure = { situation, seen, broken: verdict, shrinks };
  }

  #isOver(): boolean {
    const { deadline, shrinking } = this.#plan;
    if (this.#trouble || deadline.passed()) return true;
    if (this.#rule.atMost !== undefined && this.failure) return true;
    if (!this.failure) return false;
    return this.#attempts >= shrinking.attempts || performance.now() - this.#shrinkingSince >= shrinking.ms;
  }
}
