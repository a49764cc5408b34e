import { withFewBytes } from '../../client-suite/few-bytes.js';
import { matches } from '../../engine/choice.js';
import type { Confirmed, Examiner, Ledger } from '../../engine/examiner.js';
import { DEFAULTS, type RunEvents } from '../../engine/options.js';
import { type Failure, type Findings, hunt, judge } from '../../engine/search/hunt.js';
import { examineOneByOne } from '../../engine/search/one-by-one.js';
import { seedOf } from '../../engine/seed.js';
import { type Deadline, deadlineIn } from '../../engine/time/time-limit.js';
import { Troubled } from '../../engine/trouble.js';
import type { Counterexample } from '../../reports/report.js';
import type { ServerSubject } from '../../reports/subject.js';
import type { ServerCheck } from '../checks/server-check.js';
import type { Sequence } from '../steps/sequence.js';
import { Masks } from './masks.js';
import type { ServerRunOptions } from './options.js';
import { type Place, runSequence, type Seen } from './run-sequence.js';
import { serverStory } from './story.js';
import { SERVER_TOKENS, sequenceOf } from './tokens.js';

type Found = Failure<Sequence, Seen>;

/** One server being put through checks, one sequence after the other, as they share an account. */
export class ServerExaminer implements Examiner<Sequence, Seen, ServerCheck> {
  readonly subject: ServerSubject;
  readonly seed: number;
  readonly deadline: Deadline;
  readonly jobs = 1;
  readonly #place: Place;
  readonly #masks: Masks;
  readonly #options: ServerRunOptions;
  readonly #events: RunEvents<Sequence, Seen, ServerCheck>;
  readonly #left = new Set<string>();
  /** Ids of checks that showed nothing, by the rule that ended their sequences. */
  readonly #hidden = new Map<string, string[]>();

  constructor(place: Place, options: ServerRunOptions, events: RunEvents<Sequence, Seen, ServerCheck>) {
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

  /** Assumptions are judged only when they are asked for: what nobody knows is no mistake of a server's. */
  leftOut(check: ServerCheck): 'skipped' | 'not-claimed' | undefined {
    const { id, evidence, touches, since, needsGuest } = check;
    const { assumptions = [], gentle = false } = this.#options;
    if (since === 'jax3' && this.subject.version === 'jax2') return 'not-claimed';
    const unasked = evidence.source === 'assumption' && !assumptions.some((glob) => matches(glob, id));
    const alone = needsGuest && this.#place.guest === undefined;
    return unasked || alone || (gentle && touches === 'account') ? 'skipped' : undefined;
  }

  planned(checks: readonly ServerCheck[]): number {
    const { runs = DEFAULTS.runs } = this.#options;
    return checks.reduce((sum, { atMost = runs }) => sum + Math.min(atMost, runs), 0);
  }

  examine(
    checks: readonly ServerCheck[],
    _judging: readonly ServerCheck[],
    ledger: Ledger<Sequence, Seen, ServerCheck>,
  ): Promise<void> {
    const { confirm = DEFAULTS.confirm } = this.#options;
    return examineOneByOne(
      checks,
      {
        deadline: this.deadline,
        confirms: confirm === true,
        hunt: (check) => this.#hunt(check),
        confirm: (check, failure) => this.#confirm(check, failure),
      },
      ledger,
    );
  }

  async #hunt(check: ServerCheck): Promise<Findings<Sequence, Seen>> {
    const { runs = DEFAULTS.runs, first, shrinking = DEFAULTS.shrinking } = this.#options;
    let ended: string | undefined;
    const findings = await hunt(check, {
      runs,
      seed: seedOf(this.seed, check.id),
      first: (first?.get(check.id) ?? []).map(sequenceOf),
      deadline: this.deadline,
      shrinking,
      run: (sequence) => this.#run(sequence),
      tell: (judged) => {
        ended = judged.seen.broken?.rule;
        this.#events.judged?.(check, judged);
      },
    });
    if (findings.exercised === 0 && ended !== undefined)
      this.#hidden.set(ended, [...(this.#hidden.get(ended) ?? []), check.id]);
    return findings;
  }

  async #confirm(check: ServerCheck, failure: Found): Promise<Confirmed<Sequence, Seen>> {
    const again = sequenceOf(failure.seen.made.map(({ data }) => data));
    const { situation, seen, verdict } = judge(check, again, await this.#run(again));
    if (verdict.is !== 'broken') return { ...failure, again: { runs: 1, failed: 0 }, notes: '' };
    return { ...failure, situation, seen, broken: verdict, again: { runs: 1, failed: 1 }, notes: '' };
  }

  counterexample(
    { id, assumption }: ServerCheck,
    failure: Found | Confirmed<Sequence, Seen>,
  ): Counterexample {
    const { seen, broken, shrinks } = failure;
    return {
      token: SERVER_TOKENS.write({ requirement: id, case: seen.made.map(({ data }) => data) }),
      // A server may say a password again, in a fault or in what it answers.
      story: this.#masks.shown([...serverStory(seen), ...adviceOn(assumption)]),
      did: this.#masks.shown(broken.did),
      should: this.#masks.shown(broken.should),
      said: [],
      journal: withFewBytes(seen.journal, broken.seqs),
      seqs: broken.seqs,
      shrinks,
      notes: '',
      ...('again' in failure && { again: failure.again }),
    };
  }

  remarks(): readonly string[] {
    return [...this.#hidden].map(
      ([rule, ids]) =>
        `${rule} hid ${ids.length === 1 ? 'another check' : `${ids.length} other checks`}, whose cases came no further than to where it was broken: ${ids.join(', ')}.`,
    );
  }

  /** What was left behind is the server's doing, and whoever owns the account must know of it. */
  troubles(): readonly Troubled[] {
    if (this.#left.size === 0) return [];
    const list = [...this.#left].join('; ');
    return [new Troubled('server', `This could not be taken out of the account again: ${list}.`)];
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

/** What whoever owns the fake does when an assumption turns out to be wrong. */
const adviceOn = (assumption: string | undefined): string[] =>
  assumption === undefined
    ? []
    : [`The fake takes it for granted by its assumption ${assumption}: choose it otherwise there.`];
