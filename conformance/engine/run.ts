import { choose } from './choice.js';
import type { FailingExample, RequirementResult, RunFindings, Trouble } from './findings.js';
import { DEFAULTS, type RunSettings } from './options.js';
import { type KnownFailure, lapsed } from './records/known-failures.js';
import { type Occasion, staleEntries } from './records/stale-entries.js';
import { atLeast, type Requirement } from './requirement.js';
import { resultOf, unrun } from './results.js';
import type { Outcome, RunEvents, Suite } from './suite.js';
import { Troubled } from './trouble.js';
import { unseenTrouble, verdictOf } from './verdict.js';

/** Of so many requirements in trouble for the same reason outside of the kit, the run is given up. */
const GIVEN_UP_AFTER = 3;

/** What a run is about. */
interface RunPlan<
  Case,
  Observation,
  R extends Requirement<Case, Observation>,
  Example extends FailingExample,
> {
  readonly requirements: readonly R[];
  readonly chosen: ReadonlySet<R>;
  readonly settings: RunSettings<unknown>;
  readonly events: RunEvents<Case, Observation, R, Example>;
}

/** Runs the cases of requirements, and keeps account of the results. */
export class Run<
  Case,
  Observation,
  R extends Requirement<Case, Observation>,
  Example extends FailingExample,
> {
  readonly #plan: RunPlan<Case, Observation, R, Example>;
  /** Without those that were not asked for: they are no part of the report. */
  readonly #requirements: readonly R[];
  readonly #results = new Map<string, RequirementResult<Example>>();
  readonly #troubles: Trouble[] = [];
  readonly #started = new Date();
  #seed: number;

  constructor(plan: RunPlan<Case, Observation, R, Example>) {
    this.#plan = plan;
    this.#requirements = [...choose(plan.requirements, { only: plan.settings.only })];
    this.#seed = plan.settings.seed ?? 0;
  }

  /** @param begin makes the client or server ready; what it throws becomes a trouble */
  async go(begin: () => Promise<Suite<Case, Observation, R, Example>>): Promise<void> {
    try {
      const suite = await begin();
      this.#seed = suite.seed;
      try {
        await this.#judgeAll(suite);
      } finally {
        for (const trouble of suite.troubles()) this.#troubled(trouble);
        await suite.close();
      }
    } catch (error) {
      this.#troubled(Troubled.from(error));
    }
  }

  /** Notes something that went wrong outside of all cases. */
  trouble(trouble: Trouble): void {
    this.#troubles.push(trouble);
  }

  findings(): RunFindings<Example> {
    const { level = DEFAULTS.level, runs } = this.#plan.settings;
    // The others were not reached, and what kept the run from them is a trouble already. A replayed case may show nothing.
    const unseen = runs === 0 ? [] : unseenTrouble([...this.#results.values()], level);
    const troubles = [...this.#troubles, ...unseen];
    const results = this.#requirements.map(
      (requirement) => this.#results.get(requirement.id) ?? unrun(requirement, 'not-exercised'),
    );
    return {
      started: this.#started.toISOString(),
      ms: Date.now() - this.#started.getTime(),
      seed: this.#seed,
      level,
      requirements: results,
      verdict: verdictOf(results, troubles, level),
      troubles,
    };
  }

  async #judgeAll(suite: Suite<Case, Observation, R, Example>): Promise<void> {
    const { settings, events } = this.#plan;
    const { first, known = new Map() } = settings;
    const { waiting, judging } = this.#admitted(suite);
    // Much of their time goes by in waiting, in which others can be run.
    waiting.sort((a, b) => Number(b.atMost !== undefined) - Number(a.atMost !== undefined));
    waiting.sort((a, b) => Number(a.alone ?? false) - Number(b.alone ?? false));
    // The user waits for what failed the last time.
    waiting.sort((a, b) => Number(first?.has(b.id) ?? false) - Number(first?.has(a.id) ?? false));
    events.planned?.(waiting.length, suite.planned(waiting));
    await suite.judge(waiting, judging, {
      found: (requirement, outcome) => this.#found(suite, requirement, outcome),
      failed: (requirement, error) => this.#fail(requirement, error),
      isGivenUp: () => this.#givenUp(),
    });
    this.#tellUnreached(waiting.filter(({ id }) => !this.#results.has(id)));
    for (const remark of suite.remarks?.() ?? []) events.remark?.(remark);
    for (const stale of staleEntries(known, [...this.#results.values()], this.#occasion(suite)))
      events.remark?.(stale);
  }

  /** Those whose cases are to be run, and those that judge; the others have their result. */
  #admitted(suite: Suite<Case, Observation, R, Example>): { readonly waiting: R[]; readonly judging: R[] } {
    const { requirements, chosen, settings } = this.#plan;
    const inAnyShard = choose(requirements, { ...settings, shard: undefined });
    const judging = this.#requirements.filter((requirement) => {
      const why = inAnyShard.has(requirement) ? suite.leftOut(requirement) : 'skipped';
      if (why) this.#finish(unrun(requirement, why));
      return why === undefined;
    });
    return { judging, waiting: judging.filter((requirement) => chosen.has(requirement)) };
  }

  /** The requirements of another shard are reported here only if this one met a breach. */
  #found(
    suite: Suite<Case, Observation, R, Example>,
    requirement: R,
    outcome: Outcome<Case, Observation>,
  ): void {
    if (!this.#plan.chosen.has(requirement) && outcome.failures.length === 0) {
      this.#finish(unrun(requirement, 'skipped'));
      return;
    }
    try {
      const examples = outcome.failures.map((failure) => suite.counterexample(requirement, failure));
      this.#finish(resultOf(requirement, outcome, examples, this.#known(suite, requirement.id)));
    } catch (error) {
      this.#fail(requirement, error);
    }
  }

  #known(suite: Pick<Suite<Case, Observation, R, Example>, 'subject'>, id: string): KnownFailure | undefined {
    const known = this.#plan.settings.known?.get(id);
    if (!known) return undefined;
    const { subject, today } = this.#occasion(suite);
    return lapsed(id, known, subject.version, today) === undefined ? known : undefined;
  }

  #occasion({ subject }: Pick<Suite<Case, Observation, R, Example>, 'subject'>): Occasion {
    const { skip = [] } = this.#plan.settings;
    return { subject, today: this.#started.toISOString().slice(0, 10), skip };
  }

  #finish(result: RequirementResult<Example>): void {
    this.#results.set(result.id, result);
    this.#plan.events.done?.(result);
  }

  #fail(requirement: R | undefined, error: unknown): void {
    this.#troubled(Troubled.from(error), requirement?.id);
    if (requirement) this.#finish(unrun(requirement, 'error'));
  }

  #troubled(trouble: Troubled, requirement?: string): void {
    this.#troubles.push(trouble.about(requirement));
  }

  #givenUp(): boolean {
    const outside = this.#troubles.filter(({ blame }) => blame === 'adapter' || blame === 'server');
    return outside.length >= GIVEN_UP_AFTER;
  }

  /** A verdict on what was not looked at would be a guess. */
  #tellUnreached(waiting: readonly R[]): void {
    const { level = DEFAULTS.level, signal, timeLimitMs } = this.#plan.settings;
    const ids = waiting.filter((each) => atLeast(each.level, level)).map(({ id }) => id);
    if (ids.length === 0 || this.#givenUp()) return;
    const why = signal?.aborted
      ? 'The run was interrupted'
      : `The time limit of ${timeLimitMs} ms ended the run`;
    const advice = signal?.aborted ? '' : ' Raise --time-limit, or share the work with --shard.';
    this.#troubled(new Troubled('harness', `${why} before these were reached: ${ids.join(', ')}.${advice}`));
  }
}
