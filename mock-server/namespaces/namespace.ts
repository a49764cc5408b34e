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
  type Admit,
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
import { Holds } from './holds.js';
import { Snapshots } from './snapshots.js';

const ruleSchema = latePart(() => import('../edge-cases/rule-schema.js'));

/** What every namespace of a server is made of. */
export interface NamespaceParts extends Pick<Platform, 'digest' | 'media'> {
  /** Makes the place for the bytes of one namespace. */
  readonly openContents: () => ContentStore;
  /** Present time of the machine in milliseconds since 1970. */
  readonly now: () => number;
  /** The state to begin with. */
  readonly fixture: Fixture;
  readonly journal: JournalOptions;
  /** What the journals of all namespaces share. */
  readonly journalPool: JournalPool;
  /** Loads the edge accounts, when the first of them is named. */
  readonly edgeAccounts: () => Promise<EdgeAccounts>;
}

/** Knows the accounts that exist without having been made. */
export interface EdgeAccounts {
  readonly admit: Admit;
  /** The rules of such an account; none for any other. */
  readonly rules: (login: string) => readonly Rule[];
}

/** Of how many edge accounts it is known how often their rules have fired: those that came last. */
const MOST_EDGE_ACCOUNTS = 100_000;

const isEdgeLogin = (login: string): boolean => login.length <= LONGEST.login && /@edge\.test$/i.test(login);

/** A world of its own behind one address prefix: state, clock, rules, journal and held calls. */
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
  readonly #rules = new RuleBook();
  readonly #edgeRules = new Map<string, RuleBook>();
  #edge: EdgeAccounts | undefined;
  #world: World | undefined;
  /** Makes the first one. */
  readonly #beginning: Generator<void, World>;
  #making: Promise<void> | undefined;
  #fixture: Fixture;
  #lastAccount: string | undefined;
  #isTouched = false;

  constructor(name: string, parts: NamespaceParts) {
    this.name = name;
    this.rules = this.#rules;
    this.#parts = parts;
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
      admit: (login) => this.#edge?.admit(login),
    };
    this.#fixture = parts.fixture;
    this.#beginning = World.making(this.#platform, parts.fixture);
    this.snapshots = new Snapshots(this.#platform, this.clock.now, {
      current: () => this.world,
      replace: (world) => this.#replace(world),
    });
  }

  /** Whether it is as it was made: nothing was ever asked of it, told to it or kept in it. */
  get isUntouched(): boolean {
    return (
      !this.#isTouched &&
      !this.journal.isUsed &&
      !this.clock.isMoved &&
      [this.rules.list(), this.snapshots.list(), this.holds.list()].every(({ length }) => length === 0)
    );
  }

  /** Somebody has it in hand, and may change its state at any time. */
  touch(): this {
    this.#isTouched = true;
    return this;
  }

  /** What addresses of this namespace have in front of their path: nothing, or `/~name`. */
  get prefix(): string {
    return this.name === '' ? '' : `/~${this.name}`;
  }

  /**
   * The state, until it is reset, loaded or restored: then it is another one. The first one is made when it is asked for,
   * all in one piece unless `ready` was waited for.
   * @throws FixtureError when the fixture contradicts itself
   */
  get world(): World {
    while (!this.#world) this.#begin();
    return this.#world;
  }

  /** Fulfilled when the state is there, which is made in turns with others; undefined when it is there already. */
  get ready(): Promise<void> | undefined {
    if (this.#world) return undefined;
    this.#making ??= this.#beginInTurns();
    return this.#making;
  }

  /** The account that the last call with credentials named. Calls without any are taken for its own (assumption). */
  get lastAccount(): string | undefined {
    return this.#lastAccount;
  }

  sawAccount(login: string): void {
    // A longer one is no account's.
    if (login.length <= LONGEST.login) this.#lastAccount = login;
  }

  /** To be waited for before an account is asked about: the first edge account has to be loaded. */
  prepare(login: string | undefined): Promise<void> | undefined {
    if (this.#edge || login === undefined || !isEdgeLogin(login)) return undefined;
    return this.#parts.edgeAccounts().then((edge) => {
      this.#edge = edge;
    });
  }

  /** What the rules say about an exchange: those that were armed here, then those of an edge account. */
  consult(facts: ExchangeFacts): Firing | undefined {
    const edge = facts.account === undefined ? undefined : this.#edgeBook(facts.account)?.match(facts);
    const own = this.#rules.match(facts);
    if (!edge || !own) return edge ?? own;
    return { rules: [...own.rules, ...edge.rules], acts: [...own.acts, ...edge.acts] };
  }

  /**
   * Arms rules that are written as JSON: all of them, or none if one is wrong.
   * @throws RuleError with the place of the first mistake, RuleClash when an id is in use
   */
  async arm(...rules: RuleInput[]): Promise<RuleReport[]> {
    const { readRules } = await ruleSchema();
    return this.armRead(readRules(rules));
  }

  /**
   * Arms rules that were read from JSON already: all of them, or none.
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
   * Adds an account, with what lies in it.
   * @throws FixtureError
   */
  addAccount(account: FixtureAccount): AccountReport {
    const report = reportAccount(this.world, this.world.addAccount(account));
    this.touch();
    return report;
  }

  /** The same in turns with others. */
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
   * Begins anew with the fixture, or with another one: rules and journal are empty, the clock is the machine's, held calls
   * go on. Snapshots stay.
   * @throws FixtureError; then nothing has changed
   */
  async reset(fixture: Fixture = this.#parts.fixture): Promise<void> {
    await this.#load(fixture, () => {
      this.rules.clear();
      this.journal.reset();
      this.clock.reset();
      this.holds.releaseAll();
    });
  }

  /**
   * Puts another state in the place of the present one, and leaves rules, journal and clock as they are.
   * @throws FixtureError; then nothing has changed
   */
  load(fixture: Fixture): Promise<void> {
    return this.#load(fixture, () => {});
  }

  /** The fixture that the present state began with. */
  get fixture(): Fixture {
    return this.#fixture;
  }

  /** Lets held calls go on, frees the bytes, and tells which rules never fired. */
  async close(): Promise<readonly RuleReport[]> {
    this.holds.releaseAll();
    this.journal.clear();
    await this.contents.close();
    return this.rules.unused();
  }

  /** Made in turns with others, who see the former state until it is there, and then all of the new one. */
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
    this.#edgeRules.clear();
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
    if (!value) throw new Error('The state could not be made before');
    this.#world = value;
  }

  #edgeBook(login: string): RuleBook | undefined {
    if (!this.#edge || !isEdgeLogin(login)) return undefined;
    const key = login.toLowerCase();
    const known = this.#edgeRules.get(key);
    if (known) return known;
    const rules = this.#edge.rules(key);
    // A login that names no edge account must leave nothing behind.
    if (rules.length === 0) return undefined;
    const book = new RuleBook();
    for (const rule of rules) book.arm(rule);
    this.#edgeRules.set(key, book);
    const [oldest = ''] = this.#edgeRules.keys();
    // Its rules begin anew when it comes again.
    if (this.#edgeRules.size > MOST_EDGE_ACCOUNTS) this.#edgeRules.delete(oldest);
    return book;
  }
}
