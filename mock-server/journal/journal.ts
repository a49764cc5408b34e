import { finish } from '../world/index.js';
import { withResultCut } from './cut-result.js';
import type { ExchangeRecord, HttpFacts, Recorded, ViewOptions } from './entry.js';
import type { JournalEntry } from './journal-entry.js';
import { JournalPool, type Pooled } from './journal-pool.js';
import { withKeptTexts } from './kept-texts.js';
import { matcherOf } from './query/matching.js';
import { closest } from './query/nearest.js';
import type { Match, Query } from './query/query.js';
import type { NearMiss, Verification, VerificationResult } from './query/verification.js';
import { verify } from './query/verify.js';
import { RequestFacts } from './request-facts.js';
import { Ring } from './ring.js';
import { viewOf } from './views/journal-view.js';
import { rawWeight, weightOf } from './weight.js';

export interface JournalLimits {
  /** The most exchanges that are kept. Default: 10,000. */
  readonly entries?: number | undefined;
  /** About the most bytes of memory that they take. Default: 64 MiB. */
  readonly bytes?: number | undefined;
}

export interface JournalOptions extends JournalLimits {
  /** Whether bodies are to be handed over, too. Default: false. */
  readonly recordRaw?: boolean | undefined;
  /** About the most bytes of memory that the journals of all namespaces take together. Default: 256 MiB. */
  readonly totalBytes?: number | undefined;
}

/** How full a journal is. */
export interface JournalReport {
  readonly entries: number;
  /** Estimated. */
  readonly bytes: number;
  readonly limits: { readonly entries: number; readonly bytes: number };
  /** Entries that had to go to make room, since it was last cleared. */
  readonly dropped: number;
  /** Entries whose raw bodies were too large to be kept, since it was last cleared. */
  readonly rawDropped: number;
  /** `seq` of the newest entry there ever was; 0 before the first one. */
  readonly lastSeq: number;
  readonly recordRaw: boolean;
}

interface Kept extends Recorded {
  readonly weight: number;
}

const DEFAULT_ENTRIES = 10_000;
const DEFAULT_BYTES = 64 * 1024 * 1024;

/** What was asked and answered, the newest so and so many exchanges. */
export class Journal implements Pooled {
  /** Whether bodies are to be handed over with the next records. Whoever records asks it. */
  recordRaw: boolean;
  readonly #requests = new RequestFacts();
  #limits: { readonly entries: number; readonly bytes: number };
  readonly #pool: JournalPool;
  readonly #kept = new Ring<Kept>();
  #bytes = 0;
  #lastSeq = 0;
  #dropped = 0;
  #rawDropped = 0;
  #isUsed = false;

  /**
   * @param pool what it shares its memory with
   * @throws RangeError when a limit is no whole number from 0 on
   */
  constructor(
    { entries = DEFAULT_ENTRIES, bytes = DEFAULT_BYTES, recordRaw = false }: JournalOptions = {},
    pool = new JournalPool(),
  ) {
    this.#pool = pool;
    this.#limits = { entries: limit('entries', entries), bytes: limit('bytes', bytes) };
    this.recordRaw = recordRaw;
  }

  /**
   * What a record says of its request. For those who record.
   * @param headers name, value, name, value; they must not be changed afterwards
   */
  httpFacts(method: string, target: string, headers: readonly string[]): HttpFacts {
    return this.#requests.of(method, target, headers);
  }

  /**
   * Takes down an exchange that is over, in a short time that does not grow. The record is kept, not copied: it and
   * all in it must not be changed afterwards. Of long texts only the beginning is kept.
   */
  record(given: ExchangeRecord): void {
    const record = withKeptTexts(given);
    this.#lastSeq += 1;
    this.#isUsed = true;
    const weight = weightOf(record);
    if (weight > this.#limits.bytes) this.#keepLess(record, weight);
    else this.#keep({ seq: this.#lastSeq, record, weight });
  }

  /** What matches, as it is shown. Views are made by this call, not before. */
  entries(query: Query = {}, options: ViewOptions = {}): JournalEntry[] {
    return [...this.views(query, options)];
  }

  /** The same one after the other, each made when it is asked for. What comes meanwhile is not among them. */
  *views(query: Query = {}, options: ViewOptions = {}): Generator<JournalEntry, void, undefined> {
    for (const found of this.find(query)) yield viewOf(found, options);
  }

  /** The entry of this number, if it is still there. */
  entry(seq: number, options: ViewOptions = {}): JournalEntry | undefined {
    const [found] = this.find({ after: seq - 1, limit: 1 });
    return found?.seq === seq ? viewOf(found, options) : undefined;
  }

  /**
   * Sets other limits; what is left out stays. Entries that are too many go at once, the oldest first.
   * @throws RangeError when a limit is no whole number from 0 on; then nothing has changed
   */
  setLimits({ entries = this.#limits.entries, bytes = this.#limits.bytes }: JournalLimits): void {
    this.#limits = { entries: limit('entries', entries), bytes: limit('bytes', bytes) };
    this.#makeRoom();
  }

  /** How many match. */
  count(match: Match = {}): number {
    return this.find(match).length;
  }

  /** The records that match, unmasked: for whoever has to work with their values. Not to be shown. */
  find({ limit, order = 'asc', ...match }: Query = {}): Recorded[] {
    const found = this.#kept.toArray().filter(matcherOf(match));
    if (order === 'desc') found.reverse();
    return limit === undefined ? found : found.slice(0, limit);
  }

  /** Whether the journal holds what is expected of it; if not, what was seen instead. */
  verify(verification: Verification): VerificationResult {
    return finish(this.verifying(verification));
  }

  /** The same in steps. */
  verifying(verification: Verification): Generator<void, VerificationResult> {
    const facts = { dropped: this.#dropped, isUsed: this.#isUsed };
    return verify(this.#kept.toArray(), verification, facts);
  }

  /** The exchange that matches or comes closest, the newest of several; undefined when the journal is empty. */
  nearest(match: Match): NearMiss | undefined {
    return finish(this.approaching(match));
  }

  /** The same in steps. */
  approaching(match: Match): Generator<void, NearMiss | undefined> {
    return closest(this.#kept.toArray(), match);
  }

  /** Forgets all entries; the numbers of those to come go on. */
  clear(): void {
    this.#kept.clear();
    this.#grow(-this.#bytes);
    this.#dropped = 0;
    this.#rawDropped = 0;
  }

  /** Forgets all entries and begins with number 1 again. */
  reset(): void {
    this.clear();
    this.#lastSeq = 0;
  }

  report(): JournalReport {
    return {
      entries: this.#kept.length,
      bytes: this.#bytes,
      limits: this.#limits,
      dropped: this.#dropped,
      rawDropped: this.#rawDropped,
      lastSeq: this.#lastSeq,
      recordRaw: this.recordRaw,
    };
  }

  /** Whether there ever was a record. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Drops the oldest entries until the others take no more than so many bytes. */
  shrinkTo(bytes: number): void {
    while (this.#bytes > bytes) this.#drop();
  }

  #grow(by: number): void {
    this.#bytes += by;
    this.#pool.changed(this, by);
  }

  /** That a call was made must not be forgotten for the size of its body. */
  #keepLess(record: ExchangeRecord, weight: number): void {
    const raw = record.raw === undefined ? 0 : rawWeight(record.raw);
    const { raw: _, ...rest } = record;
    const kept = weight - raw > this.#limits.bytes ? withResultCut(rest) : rest;
    const left = weightOf(kept);
    if (left > this.#limits.bytes) {
      this.#dropped += 1;
      return;
    }
    if (raw > 0) this.#rawDropped += 1;
    this.#keep({ seq: this.#lastSeq, record: kept, weight: left, ...(raw > 0 && { rawDropped: raw }) });
  }

  #keep(kept: Kept): void {
    this.#kept.push(kept);
    this.#grow(kept.weight);
    this.#makeRoom();
  }

  #makeRoom(): void {
    while (this.#kept.length > this.#limits.entries || this.#bytes > this.#limits.bytes) this.#drop();
  }

  #drop(): void {
    this.#grow(-(this.#kept.shift()?.weight ?? 0));
    this.#dropped += 1;
  }
}

function limit(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`The limit "${name}" of the journal must be a whole number from 0 on, not ${value}.`);
}
