import { finish } from '../world/index.js';
import type { ExchangeRecord, HttpFacts, JournalEntry, Recorded, ViewOptions } from './entry.js';
import { JournalPool, type Pooled } from './journal-pool.js';
import { withKeptTexts, withResultCut } from './kept-record.js';
import { matcherOf } from './query/criteria.js';
import { closest } from './query/nearest.js';
import type { Match, Query } from './query/query.js';
import type { NearMiss, Verification, VerificationResult } from './query/verification.js';
import { verify } from './query/verify.js';
import { Ring } from './ring.js';
import { viewOf } from './views/journal-view.js';
import { rawWeight, weightOf } from './weight.js';

interface JournalLimits {
  /** Entries to keep at most. Default: 10,000. */
  readonly entries?: number | undefined;
  /** Memory of the entries in bytes, estimated. Default: 64 MiB. */
  readonly bytes?: number | undefined;
}

/** How much a journal keeps, and whether with raw bodies. */
export interface JournalOptions extends JournalLimits {
  /** Whether to record raw bodies, too. Default: false. */
  readonly recordRaw?: boolean | undefined;
  /** Memory of the journals of all namespaces together in bytes, estimated. Default: 256 MiB. */
  readonly totalBytes?: number | undefined;
}

/** How full a journal is. */
export interface JournalReport {
  readonly entries: number;
  /** Estimated. */
  readonly bytes: number;
  readonly limits: { readonly entries: number; readonly bytes: number };
  /** Entries dropped to make room since the journal was last cleared. */
  readonly dropped: number;
  /** Entries without their raw bodies, which were too large, since the journal was last cleared. */
  readonly rawDropped: number;
  /** `seq` of the newest entry ever; 0 before the first one. */
  readonly lastSeq: number;
  readonly recordRaw: boolean;
}

interface Kept extends Recorded {
  readonly weight: number;
}

const DEFAULT_ENTRIES = 10_000;
const DEFAULT_BYTES = 64 * 1024 * 1024;

/** The newest exchanges of a namespace, up to a number and a size. */
export class Journal implements Pooled {
  /** Whether the next records should have raw bodies. Recorders read it. */
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
  #cleared = 0;
  #isClosed = false;
  /** Undefined while nothing watches: a plain call then costs one comparison more. */
  #watchers: Set<() => void> | undefined;

  /**
   * @param pool limits the memory of several journals together
   * @throws RangeError when a limit is not a non-negative integer
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
   * The request of a record; equal ones are shared. Its headers must not change afterwards.
   */
  httpFacts({ method, target, headers, scheme }: RequestOrigin): HttpFacts {
    return this.#requests.of(method, target, headers.lines, scheme === 'https' ? scheme : undefined);
  }

  /**
   * Records an exchange that is over, in constant time. The journal keeps the record without copying it, so it must
   * not change afterwards. Of long texts, only the beginning is kept.
   */
  record(given: ExchangeRecord): void {
    const record = withKeptTexts(given);
    this.#lastSeq += 1;
    this.#isUsed = true;
    const weight = weightOf(record);
    if (weight > this.#limits.bytes) this.#keepLess(record, weight);
    else this.#keep({ seq: this.#lastSeq, record, weight });
    if (this.#watchers) this.#tellWatchers();
  }

  /** The oldest kept record with a greater number, unmasked; in logarithmic time. */
  next(after: number): Recorded | undefined {
    let [low, high] = [0, this.#kept.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#kept.at(middle)?.seq ?? 0) > after) high = middle;
      else low = middle + 1;
    }
    return this.#kept.at(low);
  }

  /**
   * Calls a function after each change: an entry, a removal of all, or the end of the journal.
   * @param changed must not throw, and should only take note: the exchange waits for it
   * @returns how to stop
   */
  watch(changed: () => void): () => void {
    this.#watchers ??= new Set();
    this.#watchers.add(changed);
    return () => {
      this.#watchers?.delete(changed);
      if (this.#watchers?.size === 0) this.#watchers = undefined;
    };
  }

  /** Whether anything watches. */
  get isWatched(): boolean {
    return this.#watchers !== undefined;
  }

  /** How often all entries were removed. */
  get cleared(): number {
    return this.#cleared;
  }

  /** Whether its namespace has ended. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Removes all entries for good, at the end of the namespace. */
  close(): void {
    this.#isClosed = true;
    this.clear();
  }

  /** The matching entries, as they are shown. */
  entries(query: Query = {}, options: ViewOptions = {}): JournalEntry[] {
    return [...this.views(query, options)];
  }

  /** The same as a generator: each view is made on iteration. Entries recorded meanwhile are not included. */
  *views(query: Query = {}, options: ViewOptions = {}): Generator<JournalEntry, void, undefined> {
    for (const found of this.find(query)) yield viewOf(found, options);
  }

  /** The entry with this number; undefined if there is none, or none any more. */
  entry(seq: number, options: ViewOptions = {}): JournalEntry | undefined {
    const [found] = this.find({ after: seq - 1, limit: 1 });
    return found?.seq === seq ? viewOf(found, options) : undefined;
  }

  /**
   * Changes limits; omitted ones stay. Surplus entries are dropped at once, the oldest first.
   * @throws RangeError when a limit is not a non-negative integer; then nothing has changed
   */
  setLimits({ entries = this.#limits.entries, bytes = this.#limits.bytes }: JournalLimits): void {
    this.#limits = { entries: limit('entries', entries), bytes: limit('bytes', bytes) };
    this.#makeRoom();
  }

  /** The number of matching entries. */
  count(match: Match = {}): number {
    return this.find(match).length;
  }

  /** The matching records, unmasked: to work with their values, not to show them. */
  find({ limit, order = 'asc', ...match }: Query = {}): Recorded[] {
    const found = this.#kept.toArray().filter(matcherOf(match));
    if (order === 'desc') found.reverse();
    return limit === undefined ? found : found.slice(0, limit);
  }

  /** Compares the journal with expectations, and reports what differs. */
  verify(verification: Verification): VerificationResult {
    return finish(this.verifying(verification));
  }

  /** The same in steps. */
  verifying(verification: Verification): Generator<void, VerificationResult> {
    const facts = { dropped: this.#dropped, isUsed: this.#isUsed };
    return verify(this.#kept.toArray(), verification, facts);
  }

  /** The exchange that matches or comes closest, the newest of several; undefined if the journal is empty. */
  nearest(match: Match): NearMiss | undefined {
    return finish(this.approaching(match));
  }

  /** The same in steps. */
  approaching(match: Match): Generator<void, NearMiss | undefined> {
    return closest(this.#kept.toArray(), match);
  }

  /** Removes all entries; numbering continues. */
  clear(): void {
    this.#kept.clear();
    this.#grow(-this.#bytes);
    this.#dropped = 0;
    this.#rawDropped = 0;
    this.#cleared += 1;
    this.#tellWatchers();
  }

  /** Removes all entries; numbering starts at 1 again. */
  reset(): void {
    this.#lastSeq = 0;
    this.clear();
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

  /** Whether anything was ever recorded. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Drops the oldest entries until the others take at most that many bytes. */
  shrinkTo(bytes: number): void {
    while (this.#bytes > bytes) this.#drop();
  }

  #tellWatchers(): void {
    if (this.#watchers) for (const changed of [...this.#watchers]) changed();
  }

  #grow(by: number): void {
    this.#bytes += by;
    this.#pool.changed(this, by);
  }

  /** A call must not go missing because its body is large. */
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

/** What a journal keeps of a request. */
interface RequestOrigin {
  readonly method: string;
  readonly target: string;
  /** `lines`: name, value, name, value. */
  readonly headers: { readonly lines: readonly string[] };
  readonly scheme: 'http' | 'https';
}

/**
 * Shares equal request lines and headers between the records of a journal. Clients repeat themselves, and comparing
 * costs less than garbage collecting texts that live as long as the journal.
 */
export class RequestFacts {
  #last: HttpFacts = { method: '', target: '', headers: [] };

  /** @param headers name, value, name, value */
  of(method: string, target: string, headers: readonly string[], scheme?: 'https'): HttpFacts {
    const last = this.#last;
    const isSame = last.method === method && last.target === target && last.scheme === scheme;
    if (!isSame || !areSame(last.headers, headers))
      this.#last = scheme === undefined ? { method, target, headers } : { method, target, headers, scheme };
    return this.#last;
  }
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i += 1) if (some[i] !== others[i]) return false;
  return true;
}
