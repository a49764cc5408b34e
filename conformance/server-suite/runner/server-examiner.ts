import {
  type Confirmed,
  DEFAULTS,
  type Deadline,
  deadlineIn,
  type Ledger,
  matches,
  type RunEvents,
  type Suite,
  seedOf,
  Troubled,
} from '../../engine/index.js';
import { judgeOneByOne } from '../../engine/search/one-by-one.js';
import { type Failure, type Findings, judge, search } from '../../engine/search/search.js';
import { type Counterexample, type ServerSubject, withFewBytes } from '../../reports/index.js';
import type { JudgedRequirement } from '../requirements/index.js';
import type { Sequence } from '../steps/sequence.js';
import { Masks } from './masks.js';
import type { ServerRunOptions } from './options.js';
import { type Place, runSequence, type Seen } from './run-sequence.js';
import { serverStory } from './story.js';
import { SERVER_TOKENS, sequenceOf } from './tokens.js';

type Found = Failure<Sequence, Seen>;

/** Judges one server, one sequence after the other, as they share an account. */
export class ServerExaminer implements Suite<Sequence, Seen, JudgedRequirement, Counterexample<never>> {
  readonly subject: ServerSubject;
  readonly seed: number;
  readonly deadline: Deadline;
  readonly jobs = 1;
  readonly #place: Place;
  readonly #masks: Masks;
  readonly #options: ServerRunOptions;
  readonly #events: RunEvents<Sequence, Seen, JudgedRequirement, Counterexample<never>>;
  readonly #left = new Set<string>();
  /** Ids of requirements that were not exercised, by the requirement that ended their sequences. */
  readonly #hidden = new Map<string, string[]>();

  constructor(
    place: Place,
    options: ServerRunOptions,
    events: RunEvents<Sequence, Seen, JudgedRequirement, Counterexample<never>>,
  ) {
    const { address: name, version } = place.server;
    this.subject = { kind: 'server', name, version };
    this.#place = place;
    this.#masks = new Masks(
      [place.account, ...(place.guest ? [place.guest] : [])].map(({ password }) => password),
    );
    this.#options = options;
    this.#events = events;
    this.seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
    this.deadline = deadlineIn(options.timeLimitMs, options.signal);
  }

  /** Assumptions are judged only on request: an unknown behaviour is no mistake of a server. */
  leftOut(requirement: JudgedRequirement): 'skipped' | 'not-claimed' | undefined {
    const { id, evidence, touches, since, needsGuest } = requirement;
    const { assumptions = [], gentle = false } = this.#options;
    if (since === 'jax3' && this.subject.version === 'jax2') return 'not-claimed';
    const unasked = evidence.source === 'assumption' && !assumptions.some((glob) => matches(glob, id));
    const alone = needsGuest && this.#place.guest === undefined;
    return unasked || alone || (gentle && touches === 'account') ? 'skipped' : undefined;
  }

  planned(requirements: readonly JudgedRequirement[]): number {
    const { runs = DEFAULTS.runs } = this.#options;
    return requirements.reduce((sum, { atMost = runs }) => sum + Math.min(atMost, runs), 0);
  }

  judge(
    requirements: readonly JudgedRequirement[],
    _judging: readonly JudgedRequirement[],
    ledger: Ledger<Sequence, Seen, JudgedRequirement>,
  ): Promise<void> {
    const { confirm = DEFAULTS.confirm } = this.#options;
    return judgeOneByOne(
      requirements,
      {
        deadline: this.deadline,
        confirms: confirm === true,
        search: (requirement) => this.#search(requirement),
        confirm: (requirement, failure) => this.#confirm(requirement, failure),
      },
      ledger,
    );
  }

  async #search(requirement: JudgedRequirement): Promise<Findings<Sequence, Seen>> {
    const { runs = DEFAULTS.runs, first, shrinking = DEFAULTS.shrinking } = this.#options;
    let ended: string | undefined;
    const findings = await search(requirement, {
      runs,
      seed: seedOf(this.seed, requirement.id),
      first: (first?.get(requirement.id) ?? []).map(sequenceOf),
      deadline: this.deadline,
      shrinking,
      run: (sequence) => this.#run(sequence),
      tell: (judged) => {
        ended = judged.seen.broken?.requirement;
        this.#events.judged?.(requirement, judged);
      },
    });
    if (findings.exercised === 0 && ended !== undefined)
      this.#hidden.set(ended, [...(this.#hidden.get(ended) ?? []), requirement.id]);
    return findings;
  }

  async #confirm(requirement: JudgedRequirement, failure: Found): Promise<Confirmed<Sequence, Seen>> {
    const again = sequenceOf(failure.seen.performed.map(({ data }) => data));
    const { testCase, seen, verdict } = judge(requirement, again, await this.#run(again));
    if (verdict.is !== 'broken') return { ...failure, again: { runs: 1, failed: 0 }, notes: '' };
    return { ...failure, testCase, seen, broken: verdict, again: { runs: 1, failed: 1 }, notes: '' };
  }

  counterexample(
    { id, assumption }: JudgedRequirement,
    failure: Found | Confirmed<Sequence, Seen>,
  ): Counterexample<never> {
    const { seen, broken, shrinks } = failure;
    return {
      token: SERVER_TOKENS.write({ requirement: id, case: seen.performed.map(({ data }) => data) }),
      // A server may repeat a password, in a fault or in a result.
      story: this.#masks.shown([...serverStory(seen), ...adviceOn(assumption)]),
      did: this.#masks.shown(broken.did),
      should: this.#masks.shown(broken.should),
      outcomes: [],
      journal: withFewBytes(seen.journal, broken.seqs),
      seqs: broken.seqs,
      shrinks,
      notes: '',
      ...('again' in failure && { again: failure.again }),
    };
  }

  remarks(): readonly string[] {
    return [...this.#hidden].map(
      ([id, hidden]) =>
        `${id} hid ${hidden.length === 1 ? 'another requirement' : `${hidden.length} other requirements`}, whose cases ended where it was broken: ${hidden.join(', ')}.`,
    );
  }

  /** What could not be deleted: the owner of the account must know. */
  troubles(): readonly Troubled[] {
    if (this.#left.size === 0) return [];
    const list = [...this.#left].join('; ');
    return [new Troubled('server', `The suite could not delete from the account: ${list}.`)];
  }

  async close(): Promise<void> {
    await this.#place.server.close?.();
  }

  async #run(sequence: Sequence): Promise<Seen> {
    const seen = await runSequence(this.#place, sequence);
    for (const what of seen.left) this.#left.add(what);
    return seen;
  }
}

/** How the fake is adapted when an assumption is wrong. */
const adviceOn = (assumption: string | undefined): string[] =>
  assumption === undefined
    ? []
    : [`The fake assumes this by its assumption ${assumption}: choose another value there.`];
