import type { ClientInfo, ClientUnderTest } from '../drivers/index.js';
import {
  type Confirmed,
  type Deadline,
  deadlineIn,
  isLate,
  isStarved,
  type Ledger,
  Semaphore,
  type Suite,
  Troubled,
} from '../engine/index.js';
import { Attribution } from '../engine/search/attribution.js';
import { CauseGraph } from '../engine/search/cause-graph.js';
import { CONFIRMING_MS } from '../engine/search/one-by-one.js';
import { type Found, foldSameKind } from '../engine/search/same-kind.js';
import { type Failure, judge } from '../engine/search/search.js';
import { Sweep } from '../engine/search/sweep.js';
import type { ClientSubject, ReportFacts } from '../reports/index.js';
import { type ClientFailure, counterexampleOf } from './counterexample.js';
import { type ClientRunEvents, DEFAULTS, type RunOptions } from './options.js';
import {
  batchesOf,
  cornerBatches,
  cornersOf,
  learntCases,
  ownCases,
  PROBES,
  runsOf,
} from './planned-cases.js';
import { hadTrouble, hasCrashed, metSilence, wasLate } from './reading/claims.js';
import { habitsText, learnt, UNKNOWN } from './reading/habits.js';
import type { Counterexample } from './report.js';
import type { ClientRequirement, Observation } from './requirement.js';
import { aspectsOf, controlOf, kindsOf } from './scenarios/aspects.js';
import type { ConformanceCase } from './scenarios/case.js';
import { sized } from './scenarios/learnt-cases.js';
import { plainerCases } from './scenarios/plainer.js';
import { plainCase } from './scenarios/scenario.js';
import { foldSummedUp } from './summed-up.js';
import type { Testbed, Watch } from './testbed/testbed.js';
import { blaming, undecided, unexplained } from './trouble.js';

/** No smaller cases. */
const NONE = { attempts: 0, ms: 0 };

/** How often a failure is looked for again before it is said not to come back. */
const ATTEMPTS = 3;

/** One client being put through requirements. */
export class ClientSuite implements Suite<ConformanceCase, Observation, ClientRequirement, Counterexample> {
  readonly info: ClientInfo;
  readonly seed: number;
  readonly deadline: Deadline;
  /** How many cases are run side by side. */
  readonly jobs: number;
  readonly #client: ClientUnderTest;
  readonly #testbed: Testbed;
  readonly #options: RunOptions;
  readonly #events: ClientRunEvents;
  readonly #semaphore: Semaphore;
  #habits = UNKNOWN;
  #crashes = 0;
  /** What the report has besides, once the requirements were judged. */
  facts: Pick<ReportFacts, 'cases' | 'corners' | 'profile'> = {};

  private constructor(
    client: ClientUnderTest,
    info: ClientInfo,
    testbed: Testbed,
    options: RunOptions,
    events: ClientRunEvents,
  ) {
    this.#client = client;
    this.info = info;
    this.#testbed = testbed;
    this.#options = options;
    this.#events = events;
    this.seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
    this.deadline = deadlineIn(options.timeLimitMs, options.signal);
    this.jobs = Math.max(1, Math.min(options.jobs ?? DEFAULTS.jobs, info.concurrency));
    this.#semaphore = new Semaphore(this.jobs);
  }

  /**
   * Starts the client, and sees first that fake and kit are well, so that nothing of theirs is blamed on the client.
   * @throws Troubled
   */
  static async begin(
    client: ClientUnderTest,
    options: RunOptions,
    events: ClientRunEvents,
  ): Promise<ClientSuite> {
    const openTestbed = options.openTestbed ?? (await import('./testbed/open-testbed.js')).openTestbed;
    const info = await blaming(() => client.start());
    const timeoutMs = options.timeoutMs ?? DEFAULTS.timeoutMs;
    const { service = DEFAULTS.service } = options;
    const testbed = await openTestbed({ timeoutMs, concurrency: info.concurrency, service });
    try {
      return await blaming(async () => {
        await testbed.check();
        await events.ready?.(info);
        if (options.runs !== 0) await testbed.tryOut?.(client);
        return new ClientSuite(client, info, testbed, options, events);
      });
    } catch (error) {
      await testbed.close();
      throw error;
    }
  }

  get subject(): ClientSubject {
    return { kind: 'client', ...this.info };
  }

  leftOut(requirement: ClientRequirement): 'not-claimed' | undefined {
    const { needs = [], needsConcurrency = 1 } = requirement;
    const { operations, concurrency } = this.info;
    const isClaimed = needs.every((name) => operations.includes(name)) && needsConcurrency <= concurrency;
    return isClaimed ? undefined : 'not-claimed';
  }

  /** What the fake itself failed at so far, and what no case shows of the client. */
  troubles(): readonly Troubled[] {
    const failures = this.#testbed.failures().map((failure) => new Troubled('fake', failure));
    return this.#crashes === 0 ? failures : [...failures, unexplained(this.#crashes)];
  }

  counterexample(requirement: ClientRequirement, failure: ClientFailure): Counterexample {
    return counterexampleOf(requirement, failure);
  }

  planned(requirements: readonly ClientRequirement[]): number {
    return requirements.reduce((sum, requirement) => sum + runsOf(requirement, this.#options), 0);
  }

  async judge(
    requirements: readonly ClientRequirement[],
    judging: readonly ClientRequirement[],
    ledger: Ledger<ConformanceCase, Observation, ClientRequirement>,
  ): Promise<void> {
    const { confirm = DEFAULTS.confirm, runs } = this.#options;
    // A case that is replayed is looked at as it is.
    const { shrinking = DEFAULTS.shrinking } = runs === 0 ? { shrinking: NONE } : this.#options;
    const sweep = new Sweep<ConformanceCase, Observation, ClientRequirement>(
      {
        judging,
        lanes: this.jobs,
        deadline: this.deadline,
        run: (testCase, alone) => this.#run(testCase, alone ? this.jobs : undefined),
        isSlow: wasLate,
        // A program that ends takes all calls along that it was given at the time.
        maySpoilOthers: (seen) => this.jobs > 1 && !seen.case.atOnce && hasCrashed(seen),
        isCrash: hasCrashed,
        // One that was late before it met with silence has shown nothing.
        isEnough: (seen) => wasLate(seen) && metSilence(seen),
        tell: (requirement, judged) => this.#events.judged?.(requirement, judged),
      },
      ledger,
    );
    await this.#runAll(sweep, requirements, judging);
    this.#crashes = sweep.unexplained;
    this.facts = { ...this.facts, cases: sweep.cases };
    const graph = new CauseGraph(judging);
    const attribution = new Attribution(sweep, {
      graph,
      shrinking,
      deadline: this.deadline,
      aspectsOf,
      controlOf,
      plainer: plainerCases,
      doubt: (seen, alone) => (confirm === false ? undefined : this.#doubt(seen, alone)),
    });
    const attributed: Found<ConformanceCase, Observation, ClientRequirement>[] = [];
    for (const requirement of graph.consequencesFirst(judging)) {
      const isReached = sweep.begun.has(requirement) || !requirements.includes(requirement);
      if (sweep.hasFailed(requirement)) continue;
      try {
        const found = await attribution.attribute(requirement);
        if (isReached || found.failures.length > 0) attributed.push({ requirement, found });
      } catch (error) {
        sweep.fail(requirement, error);
      }
    }
    const found = foldSameKind(foldSummedUp(attributed), graph, kindsOf);
    // Causes first, and last what takes as long as the client waits.
    found.sort((a, b) => a.found.causes.length - b.found.causes.length);
    found.sort(
      (a, b) => Number(a.requirement.atMost !== undefined) - Number(b.requirement.atMost !== undefined),
    );
    const end = performance.now() + CONFIRMING_MS;
    const goesOn = (): boolean => confirm === true && performance.now() < end && !this.deadline.passed();
    for (const {
      requirement,
      found: { failures, causes },
    } of found) {
      const tally = sweep.tallies.get(requirement);
      if (!tally) continue;
      try {
        const confirmed = [];
        for (const failure of failures)
          confirmed.push(goesOn() ? await this.#confirm(requirement, failure) : failure);
        ledger.found(requirement, { ...tally, failures: confirmed, causes });
      } catch (error) {
        sweep.fail(requirement, error);
      }
    }
  }

  /** The cases of each requirement, the corners, and then what is made of what those showed of the client. */
  async #runAll(
    sweep: Sweep<ConformanceCase, Observation, ClientRequirement>,
    requirements: readonly ClientRequirement[],
    judging: readonly ClientRequirement[],
  ): Promise<void> {
    const plan = { ...this.#options, seed: this.seed };
    const own = requirements.map((owner) => ({ owner, candidates: () => ownCases(owner, plan) }));
    const { runs, quick = false, service = DEFAULTS.service } = this.#options;
    const goesOn = runs !== 0 && !quick && judging.some(({ meetsCorners }) => meetsCorners);
    await sweep.run([...own, ...(goesOn ? cornerBatches(plan, this.info.operations) : [])]);
    if (!goesOn) return;
    for (const size of PROBES)
      if (this.#habits.partSize === undefined && size > this.#habits.largestWhole)
        await sweep.run(batchesOf([sized(plainCase(service), size)]));
    await sweep.run(batchesOf(learntCases(this.#habits, plainCase(service))));
    const of = cornersOf(this.info.operations, this.#options);
    this.facts = {
      ...this.facts,
      corners: { met: sweep.corners.size, of },
      profile: habitsText(this.#habits),
    };
  }

  /** A client may have run out of time when the kit itself was late, or other programs kept both from the processor. */
  #doubt(seen: Observation, alone: boolean): Troubled | undefined {
    const { lateness } = seen;
    if (!lateness || !hadTrouble(seen)) return undefined;
    return (alone ? isStarved : isLate)(lateness) ? undecided(lateness) : undefined;
  }

  /**
   * Runs a failure once more while the client does nothing else. One that does not come back stays a failure, since it
   * was seen; but when all that was seen is that the client was late, the machine may have been too busy.
   * @throws Troubled
   */
  async #confirm(
    requirement: ClientRequirement,
    failure: Failure<ConformanceCase, Observation>,
  ): Promise<Confirmed<ConformanceCase, Observation>> {
    // A client that does one call after the other was alone then, and waited for what never comes: it would do so again.
    if (requirement.atMost !== undefined && this.jobs === 1 && wasLate(failure.seen))
      return { ...failure, notes: this.#client.notes() };
    let runs = 0;
    let doubt: Troubled | undefined;
    this.#client.notes();
    while (runs < ATTEMPTS) {
      const { testCase } = failure;
      const { seen, verdict } = judge(
        requirement,
        testCase,
        await this.#run(testCase, this.jobs, { bytes: true }),
      );
      runs++;
      if (verdict.is !== 'broken') continue;
      doubt = this.#doubt(seen, true);
      if (doubt) continue;
      const again = { runs, failed: 1 };
      return { ...failure, seen, broken: verdict, again, notes: this.#client.notes() };
    }
    if (doubt) throw doubt;
    if (wasLate(failure.seen)) throw undecided();
    return { ...failure, again: { runs, failed: 0 }, notes: this.#client.notes() };
  }

  /** Ends the client. */
  async close(): Promise<void> {
    await this.#client.stop();
    await this.#testbed.close();
  }

  /** A case whose files go all at once has the client for itself. */
  async #run(
    testCase: ConformanceCase,
    places = testCase.atOnce ? this.jobs : 1,
    watch: Watch = {},
  ): Promise<Observation> {
    const fitting = this.info.rootOnly ? { ...testCase, folder: null } : testCase;
    const seen = await this.#semaphore.take(places, () =>
      blaming(() => this.#testbed.run(this.#client, fitting, watch)),
    );
    this.#habits = learnt(this.#habits, seen);
    return seen;
  }
}
