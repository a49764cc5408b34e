import { choose } from './choice.js';
import type { Examined, Examiner } from './examiner.js';
import type { FailingExample, RequirementResult, RunFindings, Trouble } from './findings.js';
import { DEFAULTS, type RunEvents, type RunSettings } from './options.js';
import { type KnownFailure, lapsed } from './records/known-failures.js';
import { type Occasion, staleEntries } from './records/stale-entries.js';
import { atLeast, type Requirement } from './requirement.js';
import { resultOf, unrun } from './results.js';
import { Troubled } from './trouble.js';
import { unseenTrouble, verdictOf } from './verdict.js';

/** Of so many rules in trouble for the same reason outside of the kit, the run is given up. */
const GIVEN_UP_AFTER = 3;

/** What a run is about. */
export interface RunPlan<Case, Seen, R extends Requirement<Case, Seen>, Example extends FailingExample> {
  readonly rules: readonly R[];
  readonly chosen: ReadonlySet<R>;
  readonly settings: RunSettings<unknown>;
  readonly events: RunEvents<Case, Seen, R, Example>;
}

/** Runs the cases of requirements, and keeps account of the results. */
export class Run<Case, Seen, R extends Requirement<Case, Seen>, Example extends FailingExample> {
  readonly #plan: RunPlan<Case, Seen, R, Example>;
  /** Without those that were not asked for: they are no part of the report. */
  readonly #rules: readonly R[];
  readonly #results = new Map<string, RequirementResult<Example>>();
  readonly #troubles: Trouble[] = [];
  readonly #started = new Date();
  #seed: number;

  constructor(plan: RunPlan<Case, Seen, R, Example>) {
    this.#plan = plan;
    this.#rules = [...choose(plan.rules, { only: plan.settings.only })];
    this.#seed = plan.settings.seed ?? 0;
  }

  /** @param begin makes the client or server ready; what it throws becomes a trouble */
  async go(begin: () => Promise<Examiner<Case, Seen, R, Example>>): Promise<void> {
    try {
      const examiner = await begin();
      this.#seed = examiner.seed;
      try {
        await this.#examineAll(examiner);
      } finally {
        for (const trouble of examiner.troubles()) this.#troubled(trouble);
        await examiner.close();
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
    const results = this.#rules.map((rule) => this.#results.get(rule.id) ?? unrun(rule, 'not-exercised'));
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

  async #examineAll(examiner: Examiner<Case, Seen, R, Example>): Promise<void> {
    const { settings, events } = this.#plan;
    const { first, known = new Map() } = settings;
    const { waiting, judging } = this.#admitted(examiner);
    // Much of their time goes by in waiting, in which others can be run.
    waiting.sort((a, b) => Number(b.atMost !== undefined) - Number(a.atMost !== undefined));
    waiting.sort((a, b) => Number(a.alone ?? false) - Number(b.alone ?? false));
    // What failed the last time is what somebody waits for.
    waiting.sort((a, b) => Number(first?.has(b.id) ?? false) - Number(first?.has(a.id) ?? false));
    events.planned?.(waiting.length, examiner.planned(waiting));
    await examiner.examine(waiting, judging, {
      found: (rule, examined) => this.#found(examiner, rule, examined),
      failed: (rule, error) => this.#fail(rule, error),
      isGivenUp: () => this.#givenUp(),
    });
    this.#tellUnreached(waiting.filter(({ id }) => !this.#results.has(id)));
    for (const remark of examiner.remarks?.() ?? []) events.remark?.(remark);
    for (const stale of staleEntries(known, [...this.#results.values()], this.#occasion(examiner)))
      events.remark?.(stale);
  }

  /** Those whose cases are to be run, and those that judge; the others have their result. */
  #admitted(examiner: Examiner<Case, Seen, R, Example>): { readonly waiting: R[]; readonly judging: R[] } {
    const { rules, chosen, settings } = this.#plan;
    const inAnyShard = choose(rules, { ...settings, shard: undefined });
    const judging = this.#rules.filter((rule) => {
      const why = inAnyShard.has(rule) ? examiner.leftOut(rule) : 'skipped';
      if (why) this.#finish(unrun(rule, why));
      return why === undefined;
    });
    return { judging, waiting: judging.filter((rule) => chosen.has(rule)) };
  }

  /** What another shard looks for is told here only if it was met by the way. */
  #found(examiner: Examiner<Case, Seen, R, Example>, rule: R, examined: Examined<Case, Seen>): void {
    if (!this.#plan.chosen.has(rule) && examined.failures.length === 0) {
      this.#finish(unrun(rule, 'skipped'));
      return;
    }
    try {
      const examples = examined.failures.map((failure) => examiner.counterexample(rule, failure));
      this.#finish(resultOf(rule, examined, examples, this.#known(examiner, rule.id)));
    } catch (error) {
      this.#fail(rule, error);
    }
  }

  #known(examiner: Pick<Examiner<Case, Seen, R, Example>, 'subject'>, id: string): KnownFailure | undefined {
    const known = this.#plan.settings.known?.get(id);
    if (!known) return undefined;
    const { subject, today } = this.#occasion(examiner);
    return lapsed(id, known, subject.version, today) === undefined ? known : undefined;
  }

  #occasion({ subject }: Pick<Examiner<Case, Seen, R, Example>, 'subject'>): Occasion {
    const { skip = [] } = this.#plan.settings;
    return { subject, today: this.#started.toISOString().slice(0, 10), skip };
  }

  #finish(result: RequirementResult<Example>): void {
    this.#results.set(result.id, result);
    this.#plan.events.done?.(result);
  }

  #fail(rule: R | undefined, error: unknown): void {
    this.#troubled(Troubled.from(error), rule?.id);
    if (rule) this.#finish(unrun(rule, 'error'));
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
