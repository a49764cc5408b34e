import type { ClientInfo, ClientUnderTest } from '../drivers/client-under-test.js';
import { KIT } from '../kit.js';
import type { Report, RequirementResult, Trouble } from '../reports/report.js';
import { atLeast, type Requirement } from '../requirements/requirement.js';
import { choose, unclaimed } from './choice.js';
import { Examination, type Examined } from './examination.js';
import { type KnownFailure, lapsed } from './known-failures.js';
import { DEFAULTS, type RunEvents, type RunOptions } from './options.js';
import { resultOf, unrun } from './results.js';
import { type Occasion, staleEntries } from './stale-entries.js';
import { Troubled } from './trouble.js';
import { verdictOf } from './verdict.js';

/** Of so many requirements in trouble, the adapter is given up. */
const ADAPTER_TROUBLES = 3;
/** All failures together are looked at once more for no longer than this, in milliseconds. */
const CONFIRMING_MS = 20_000;

/**
 * Puts a client through the requirements and tells what came of it. What goes wrong besides the client stands in the
 * report's `troubles`.
 * @throws ChoiceError when `only` or `skip` match nothing
 */
export async function runConformance(
  client: ClientUnderTest,
  options: RunOptions = {},
  events: RunEvents = {},
): Promise<Report> {
  const requirements = options.requirements ?? (await import('../requirements/index.js')).REQUIREMENTS;
  const run = new Run(requirements, choose(requirements, options), options, events);
  await run.go(client);
  return run.report();
}

class Run {
  readonly #requirements: readonly Requirement[];
  readonly #chosen: ReadonlySet<Requirement>;
  readonly #options: RunOptions;
  readonly #events: RunEvents;
  readonly #results = new Map<string, RequirementResult>();
  readonly #troubles: Trouble[] = [];
  readonly #started = new Date();
  #info: ClientInfo | undefined;
  #seed: number;

  constructor(
    requirements: readonly Requirement[],
    chosen: ReadonlySet<Requirement>,
    options: RunOptions,
    events: RunEvents,
  ) {
    this.#requirements = requirements;
    this.#chosen = chosen;
    this.#options = options;
    this.#events = events;
    this.#seed = options.seed ?? 0;
  }

  async go(client: ClientUnderTest): Promise<void> {
    try {
      const examination = await Examination.begin(client, this.#options, this.#events);
      this.#info = examination.info;
      this.#seed = examination.seed;
      try {
        await this.#examineAll(examination);
      } finally {
        for (const failure of examination.fakeFailures()) this.#troubled(new Troubled('fake', failure));
        await examination.close();
      }
    } catch (error) {
      this.#troubled(Troubled.from(error));
    } finally {
      await client.stop();
      const message = client.badEnd?.();
      if (message !== undefined) this.#troubles.push({ blame: 'client', message });
    }
  }

  report(): Report {
    const { level = DEFAULTS.level, reached = 'in process', service = DEFAULTS.service } = this.#options;
    const results = this.#requirements.map(
      (requirement) => this.#results.get(requirement.id) ?? unrun(requirement, 'not-exercised'),
    );
    return {
      format: '4shared-testkit conformance report',
      version: 2,
      kit: KIT.version,
      client: this.#info ?? { name: reached, operations: [], concurrency: 1 },
      reached,
      services: [service],
      started: this.#started.toISOString(),
      ms: Date.now() - this.#started.getTime(),
      seed: this.#seed,
      level,
      requirements: results,
      verdict: verdictOf(results, this.#troubles, level),
      troubles: this.#troubles,
    };
  }

  async #examineAll(examination: Examination): Promise<void> {
    const { first, runs = DEFAULTS.runs } = this.#options;
    const waiting = this.#admitted(examination.info);
    // Much of their time goes by in waiting, in which others can be run.
    waiting.sort((a, b) => Number(b.atMost !== undefined) - Number(a.atMost !== undefined));
    // What failed the last time is what somebody waits for.
    waiting.sort((a, b) => Number(first?.has(b.id) ?? false) - Number(first?.has(a.id) ?? false));
    this.#events.planned?.(waiting.length, runs);
    const failed: [Requirement, Examined][] = [];
    const lane = async (): Promise<void> => {
      while (waiting.length > 0 && !examination.deadline.passed() && !this.#givenUp()) {
        const [requirement] = waiting.splice(0, 1);
        if (requirement) failed.push(...(await this.#examine(examination, requirement)));
      }
    };
    await Promise.all(Array.from({ length: examination.jobs }, lane));
    await this.#confirmAll(examination, failed);
    this.#tellUnreached(waiting);
    const { known = new Map() } = this.#options;
    for (const stale of staleEntries(known, [...this.#results.values()], this.#occasion))
      this.#events.remark?.(stale);
  }

  /** Those that are to be run; the others have their result. */
  #admitted(info: ClientInfo): Requirement[] {
    const admitted: Requirement[] = [];
    for (const requirement of this.#requirements) {
      if (!this.#chosen.has(requirement)) this.#finish(unrun(requirement, 'skipped'));
      else if (unclaimed(requirement, info)) this.#finish(unrun(requirement, 'not-claimed'));
      else admitted.push(requirement);
    }
    return admitted;
  }

  /** @returns the requirement, if it has a failure to be looked at once more */
  async #examine(examination: Examination, requirement: Requirement): Promise<[Requirement, Examined][]> {
    try {
      const examined = await examination.examine(requirement);
      if (examined.failure) return [[requirement, examined]];
      this.#finish(resultOf(requirement, examined, this.#known(requirement.id)));
    } catch (error) {
      this.#fail(requirement, error);
    }
    return [];
  }

  async #confirmAll(examination: Examination, failed: readonly [Requirement, Examined][]): Promise<void> {
    const { confirm = DEFAULTS.confirm } = this.#options;
    const end = performance.now() + (confirm ? CONFIRMING_MS : 0);
    for (const [requirement, examined] of failed) {
      const inTime = performance.now() < end && !examination.deadline.passed();
      try {
        const { failure } = examined;
        const confirmed =
          failure && inTime
            ? { ...examined, failure: await examination.confirm(requirement, failure) }
            : examined;
        this.#finish(resultOf(requirement, confirmed, this.#known(requirement.id)));
      } catch (error) {
        this.#fail(requirement, error);
      }
    }
  }

  #known(id: string): KnownFailure | undefined {
    const known = this.#options.known?.get(id);
    if (!known) return undefined;
    const { version, today } = this.#occasion;
    return lapsed(id, known, version, today) === undefined ? known : undefined;
  }

  get #occasion(): Occasion {
    const { skip = [] } = this.#options;
    return { version: this.#info?.version, today: this.#started.toISOString().slice(0, 10), skip };
  }

  #finish(result: RequirementResult): void {
    this.#results.set(result.id, result);
    this.#events.done?.(result);
  }

  #fail(requirement: Requirement, error: unknown): void {
    this.#troubled(Troubled.from(error), requirement.id);
    this.#finish(unrun(requirement, 'error'));
  }

  #troubled(trouble: Troubled, requirement?: string): void {
    this.#troubles.push(trouble.about(requirement));
  }

  #givenUp(): boolean {
    return this.#troubles.filter(({ blame }) => blame === 'adapter').length >= ADAPTER_TROUBLES;
  }

  /** A verdict on what was not looked at would be a guess. */
  #tellUnreached(waiting: readonly Requirement[]): void {
    const { level = DEFAULTS.level, signal, timeLimitMs } = this.#options;
    const ids = waiting.filter((each) => atLeast(each.level, level)).map(({ id }) => id);
    if (ids.length === 0 || this.#givenUp()) return;
    const why = signal?.aborted
      ? 'The run was interrupted'
      : `The time limit of ${timeLimitMs} ms ended the run`;
    const advice = signal?.aborted ? '' : ' Raise --time-limit, or share the work with --shard.';
    this.#troubled(new Troubled('harness', `${why} before these were reached: ${ids.join(', ')}.${advice}`));
  }
}
