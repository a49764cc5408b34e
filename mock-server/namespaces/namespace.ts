import {
  type ArmedRules,
  type ExchangeFacts,
  type Firing,
  type Rule,
  RuleBook,
  type RuleInput,
  type RuleReport,
} from '../edge-cases/index.js';
import { Journal, type JournalOptions, type JournalPool } from '../journal/index.js';
import { latePart } from '../late-parts.js';
import {
  type ContentStore,
  type Fixture,
  type FixtureAccount,
  finishInTurns,
  LONGEST,
  type Platform,
  turns,
  World,
} from '../world/index.js';
import {
  type AccountChanges,
  type AccountReport,
  changeAccount,
  knownAccount,
  reportAccount,
} from './accounts.js';
import { Clock } from './clock.js';
import { type EdgeAccounts, EdgeRules } from './edge-rules.js';
import { Holds } from './holds.js';
import { Snapshots } from './snapshots.js';

const ruleSchema = latePart(() => import('../edge-cases/rule-schema.js'));

/** What the namespaces of a server share. */
export interface NamespaceParts extends Pick<Platform, 'digest' | 'media'> {
  /** Opens the storage of one namespace. */
  readonly openContents: () => ContentStore;
  /** Current time of the machine in milliseconds since 1970. */
  readonly now: () => number;
  /** The initial state. */
  readonly fixture: Fixture;
  /** Armed from the beginning, and after a reset. */
  readonly rules?: readonly Rule[] | undefined;
  readonly journal: JournalOptions;
  /** The memory limit of all journals together. */
  readonly journalPool: JournalPool;
  /** Loads the edge accounts, on the first login to one. */
  readonly edgeAccounts: () => Promise<EdgeAccounts>;
}

/** A separate world behind one address prefix: state, clock, rules, journal and held exchanges. */
export class Namespace {
  /** Empty for the one without a prefix. */
  readonly name: string;
  readonly clock: Clock;
  readonly rules: ArmedRules;
  readonly holds: Holds;
  readonly journal: Journal;
  readonly contents: ContentStore;
  readonly snapshots: Snapshots;
  readonly #parts: NamespaceParts;
  readonly #platform: Platform;
  readonly #rules: RuleBook;
  readonly #edge: EdgeRules;
  #world: World | undefined;
  /** Makes the first world. */
  readonly #beginning: Generator<void, World>;
  #making: Promise<void> | undefined;
  #fixture: Fixture;
  #lastAccount: string | undefined;
  #isTouched = false;

  constructor(name: string, parts: NamespaceParts) {
    this.name = name;
    this.#rules = new RuleBook(parts.rules);
    this.rules = this.#rules;
    this.#parts = parts;
    this.#edge = new EdgeRules(parts.edgeAccounts);
    this.clock = new Clock(parts.now);
    this.holds = new Holds(this.clock.now);
    this.journal = new Journal(parts.journal, parts.journalPool);
    this.contents = parts.openContents();
    this.#platform = {
      now: this.clock.now,
      digest: parts.digest,
      contents: this.contents,
      name,
      media: parts.media,
      admit: this.#edge.admit,
    };
    this.#fixture = parts.fixture;
    this.#beginning = World.making(this.#platform, parts.fixture);
    this.snapshots = new Snapshots(this.#platform, this.clock.now, {
      current: () => this.world,
      replace: (world) => this.#replace(world),
    });
  }

  /** Whether it was never used: no request, no change, nothing stored. */
  get isUntouched(): boolean {
    return (
      !this.#isTouched &&
      !this.journal.isUsed &&
      !this.journal.isWatched &&
      !this.clock.isMoved &&
      this.#rules.isUntouched &&
      [this.snapshots.list(), this.holds.list()].every(({ length }) => length === 0)
    );
  }

  /** Marks it as used: a test holds it and may change its state at any time. */
  touch(): this {
    this.#isTouched = true;
    return this;
  }

  /** Prefix of its paths: empty, or `/~name`. */
  get prefix(): string {
    return this.name === '' ? '' : `/~${this.name}`;
  }

  /**
   * The state; another object after reset, load and restore. The first one is made on first use,
   * at once unless `ready` was awaited.
   * @throws FixtureError when the fixture contradicts itself
   */
  get world(): World {
    while (!this.#world) this.#begin();
    return this.#world;
  }

  /** Fulfilled when the state is made, in turns; undefined when it exists already. */
  get ready(): Promise<void> | undefined {
    if (this.#world) return undefined;
    this.#making ??= this.#beginInTurns();
    return this.#making;
  }

  /** The account of the last call with credentials. Calls without credentials count as its calls (assumption). */
  get lastAccount(): string | undefined {
    return this.#lastAccount;
  }

  sawAccount(login: string): void {
    // No account has a longer one.
    if (login.length <= LONGEST.login) this.#lastAccount = login;
  }

  /** Await it before looking up an account: the first edge account loads their table. */
  prepare(login: string | undefined): Promise<void> | undefined {
    return this.#edge.prepare(login);
  }

  /** The rules that fire for an exchange: first the armed ones, then those of an edge account. */
  consult(facts: ExchangeFacts): Firing | undefined {
    const edge = this.#edge.match(facts);
    const own = this.#rules.match(facts);
    if (!edge || !own) return edge ?? own;
    return { rules: [...own.rules, ...edge.rules], acts: [...own.acts, ...edge.acts] };
  }

  /**
   * Arms rules in JSON: all of them, or none if one is wrong.
   * @throws RuleError with the place of the first mistake, RuleClash when an id is in use
   */
  async arm(...rules: RuleInput[]): Promise<RuleReport[]> {
    const { readRules } = await ruleSchema();
    return this.armRead(readRules(rules));
  }

  /**
   * Arms parsed rules: all of them, or none.
   * @throws RuleClash when an id is in use
   */
  armRead(rules: readonly Rule[]): RuleReport[] {
    return this.#rules.armAll(rules);
  }

  /** All accounts, in the order in which they were made. */
  accounts(): AccountReport[] {
    return Array.from(this.world.accounts, (account) => reportAccount(this.world, account));
  }

  /** @throws UnknownAccount */
  account(login: string): AccountReport {
    return reportAccount(this.world, knownAccount(this.world, login));
  }

  /**
   * Adds an account with its files and folders.
   * @throws FixtureError
   */
  addAccount(account: FixtureAccount): AccountReport {
    const report = reportAccount(this.world, this.world.addAccount(account));
    this.touch();
    return report;
  }

  /** The same in turns. */
  async addAccountInTurns(account: FixtureAccount): Promise<AccountReport> {
    await this.ready;
    const { world } = this;
    const report = reportAccount(world, await world.addAccountInTurns(account));
    this.touch();
    return report;
  }

  /** @throws UnknownAccount */
  changeAccount(login: string, changes: AccountChanges): AccountReport {
    changeAccount(this.world, knownAccount(this.world, login), changes);
    this.touch();
    return this.account(login);
  }

  /**
   * Restarts with the fixture, or with another one: the rules are those of the start, the journal is empty, the clock is the machine's, held exchanges
   * go on. Snapshots stay.
   * @throws FixtureError; then nothing has changed
   */
  async reset(fixture: Fixture = this.#parts.fixture): Promise<void> {
    await this.#load(fixture, () => {
      this.#rules.reset();
      this.journal.reset();
      this.clock.reset();
      this.holds.releaseAll();
    });
  }

  /**
   * Replaces the state, and keeps rules, journal and clock.
   * @throws FixtureError; then nothing has changed
   */
  load(fixture: Fixture): Promise<void> {
    return this.#load(fixture, () => {});
  }

  /** The fixture of the current state. */
  get fixture(): Fixture {
    return this.#fixture;
  }

  /** Releases held exchanges, frees the bytes, and returns the rules that never fired. */
  async close(): Promise<readonly RuleReport[]> {
    this.holds.releaseAll();
    this.journal.close();
    await this.contents.close();
    return this.rules.unused();
  }

  /** The new state is made in turns; requests see the former one until then. */
  async #load(fixture: Fixture, besides: () => void): Promise<void> {
    const world = await finishInTurns(World.making(this.#platform, fixture));
    this.touch();
    this.#fixture = fixture;
    const replaced = this.#replace(world);
    besides();
    await replaced;
  }

  async #replace(world: World): Promise<void> {
    const former = this.#world;
    this.#world = world;
    this.#edge.clear();
    this.#lastAccount = undefined;
    await former?.discard();
  }

  async #beginInTurns(): Promise<void> {
    const makeWay = turns();
    while (!this.#world) {
      this.#begin();
      await makeWay();
    }
  }

  /** A step on the way to the first state. */
  #begin(): void {
    const { done, value } = this.#beginning.next();
    if (!done) return;
    if (!value) throw new Error('The state could not be made earlier');
    this.#world = value;
  }
}
