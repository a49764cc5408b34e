import type { Version } from '../../mock-server/index.js';
import { KIT } from '../kit.js';
import type { Report, RequirementResult, Trouble } from '../reports/report.js';
import type { Subject } from '../reports/subject.js';
import { atLeast, type Rule } from '../requirements/requirement.js';
import type { Examined, Examiner } from './examiner.js';
import { type KnownFailure, lapsed } from './known-failures.js';
import { DEFAULTS, type RunEvents, type RunSettings } from './options.js';
import { resultOf, unrun } from './results.js';
import { type Occasion, staleEntries } from './stale-entries.js';
import { Troubled } from './trouble.js';
import { verdictOf } from './verdict.js';

/** Of so many rules in trouble for the same reason outside of the kit, the run is given up. */
const GIVEN_UP_AFTER = 3;
/** All failures together are looked at once more for no longer than this, in milliseconds. */
const CONFIRMING_MS = 20_000;

/** What a run is about. */
export interface RunPlan<Case, Seen, R extends Rule<Case, Seen>> {
  readonly rules: readonly R[];
  readonly chosen: ReadonlySet<R>;
  /** How whoever is judged is reached, for the report. */
  readonly reached: string;
  /** The versions of the service that a client is given, for the report. */
  readonly services?: readonly Version[] | undefined;
  /** What the report says of whoever could not even be begun with. */
  readonly unknown: Subject;
  readonly settings: RunSettings<unknown>;
  readonly events: RunEvents<Case, Seen, R>;
}

/** Puts somebody through rules, and keeps account of what comes of it. */
export class Run<Case, Seen, R extends Rule<Case, Seen>> {
  readonly #plan: RunPlan<Case, Seen, R>;
  readonly #results = new Map<string, RequirementResult>();
  readonly #troubles: Trouble[] = [];
  readonly #started = new Date();
  #subject: Subject;
  #seed: number;

  constructor(plan: RunPlan<Case, Seen, R>) {
    this.#plan = plan;
    this.#subject = plan.unknown;
    this.#seed = plan.settings.seed ?? 0;
  }

  /** @param begin gets whoever is judged ready; what it throws is told in the report */
  async go(begin: () => Promise<Examiner<Case, Seen, R>>): Promise<void> {
    try {
      const examiner = await begin();
      this.#subject = examiner.subject;
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

  /** Tells something in the report that went wrong outside of all cases. */
  trouble(trouble: Trouble): void {
    this.#troubles.push(trouble);
  }

  report(): Report {
    const { rules, reached, services, settings } = this.#plan;
    const { level = DEFAULTS.level } = settings;
    const results = rules.map((rule) => this.#results.get(rule.id) ?? unrun(rule, 'not-exercised'));
    return {
      format: '4shared-testkit conformance report',
      version: 3,
      kit: KIT.version,
      subject: this.#subject,
      reached,
      ...(services && { services }),
      started: this.#started.toISOString(),
      ms: Date.now() - this.#started.getTime(),
      seed: this.#seed,
      level,
      requirements: results,
      verdict: verdictOf(results, this.#troubles, level),
      troubles: this.#troubles,
    };
  }

  async #examineAll(examiner: Examiner<Case, Seen, R>): Promise<void> {
    const { settings, events } = this.#plan;
    const { first, runs = DEFAULTS.runs, known = new Map() } = settings;
    const waiting = this.#admitted(examiner);
    // Much of their time goes by in waiting, in which others can be run.
    waiting.sort((a, b) => Number(b.atMost !== undefined) - Number(a.atMost !== undefined));
    waiting.sort((a, b) => Number(a.alone ?? false) - Number(b.alone ?? false));
    // What failed the last time is what somebody waits for.
    waiting.sort((a, b) => Number(first?.has(b.id) ?? false) - Number(first?.has(a.id) ?? false));
    events.planned?.(waiting.length, runs);
    const failed: [R, Examined<Case, Seen>][] = [];
    const lane = async (): Promise<void> => {
      while (waiting.length > 0 && !examiner.deadline.passed() && !this.#givenUp()) {
        const [rule] = waiting.splice(0, 1);
        if (rule) failed.push(...(await this.#examine(examiner, rule)));
      }
    };
    await Promise.all(Array.from({ length: examiner.jobs }, lane));
    await this.#confirmAll(examiner, failed);
    this.#tellUnreached(waiting);
    for (const remark of examiner.remarks?.() ?? []) events.remark?.(remark);
    for (const stale of staleEntries(known, [...this.#results.values()], this.#occasion))
      events.remark?.(stale);
  }

  /** Those that are to be run; the others have their result. */
  #admitted(examiner: Examiner<Case, Seen, R>): R[] {
    const { rules, chosen } = this.#plan;
    return rules.filter((rule) => {
      const why = chosen.has(rule) ? examiner.leftOut(rule) : 'skipped';
      if (why) this.#finish(unrun(rule, why));
      return why === undefined;
    });
  }

  /** @returns the rule, if it has a failure to be looked at once more */
  async #examine(examiner: Examiner<Case, Seen, R>, rule: R): Promise<[R, Examined<Case, Seen>][]> {
    try {
      const examined = await examiner.examine(rule);
      if (examined.failure) return [[rule, examined]];
      this.#finish(resultOf(rule, examined, undefined, this.#known(rule.id)));
    } catch (error) {
      this.#fail(rule, error);
    }
    return [];
  }

  async #confirmAll(
    examiner: Examiner<Case, Seen, R>,
    failed: readonly [R, Examined<Case, Seen>][],
  ): Promise<void> {
    const { confirm = DEFAULTS.confirm } = this.#plan.settings;
    const end = performance.now() + CONFIRMING_MS;
    for (const [rule, examined] of failed) {
      const inTime = performance.now() < end && !examiner.deadline.passed();
      try {
        const doubt = confirm === false ? undefined : examiner.doubt?.(examined.failure);
        if (doubt && !inTime) throw doubt;
        const decided = doubt ? await this.#examineAlone(examiner, rule) : examined;
        const { failure } = decided;
        const again = inTime && confirm === true;
        const confirmed = failure && again ? await examiner.confirm(rule, failure) : failure;
        const counterexample = confirmed && examiner.counterexample(rule, confirmed);
        this.#finish(resultOf(rule, decided, counterexample, this.#known(rule.id)));
      } catch (error) {
        this.#fail(rule, error);
      }
    }
  }

  /** What the machine may have caused says nothing: all is run once more, while nothing else is. @throws Troubled */
  async #examineAlone(examiner: Examiner<Case, Seen, R>, rule: R): Promise<Examined<Case, Seen>> {
    const examined = await examiner.examine(rule, { alone: true });
    const doubt = examiner.doubt?.(examined.failure, true);
    if (doubt) throw doubt;
    return examined;
  }

  #known(id: string): KnownFailure | undefined {
    const known = this.#plan.settings.known?.get(id);
    if (!known) return undefined;
    const { subject, today } = this.#occasion;
    return lapsed(id, known, subject.version, today) === undefined ? known : undefined;
  }

  get #occasion(): Occasion {
    const { skip = [] } = this.#plan.settings;
    return { subject: this.#subject, today: this.#started.toISOString().slice(0, 10), skip };
  }

  #finish(result: RequirementResult): void {
    this.#results.set(result.id, result);
    this.#plan.events.done?.(result);
  }

  #fail(rule: R, error: unknown): void {
    this.#troubled(Troubled.from(error), rule.id);
    this.#finish(unrun(rule, 'error'));
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
