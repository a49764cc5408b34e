import { type ExchangeFacts, type Firing, type Rule, RuleBook } from '../edge-cases/index.js';
import { type Admit, LONGEST } from '../world/index.js';

/** The accounts that exist without being added. */
export interface EdgeAccounts {
  readonly admit: Admit;
  /** The rules of an edge account; empty for other accounts. */
  readonly rules: (login: string) => readonly Rule[];
}

/** Edge accounts whose rule counters are kept: the latest ones. */
const MOST_EDGE_ACCOUNTS = 100_000;

const isEdgeLogin = (login: string): boolean => login.length <= LONGEST.login && /@edge\.test$/i.test(login);

/** The rules of edge accounts in one namespace. Their table loads with the first login to one. */
export class EdgeRules {
  #accounts: EdgeAccounts | undefined;
  readonly #books = new Map<string, RuleBook>();

  constructor(private readonly load: () => Promise<EdgeAccounts>) {}

  /** Adds an edge account to a world at its first login. */
  readonly admit: Admit = (login) => this.#accounts?.admit(login);

  /** Loads the table if a login needs it; undefined when there is nothing to wait for. */
  prepare(login: string | undefined): Promise<void> | undefined {
    if (this.#accounts || login === undefined || !isEdgeLogin(login)) return undefined;
    return this.load().then((accounts) => {
      this.#accounts = accounts;
    });
  }

  /** The rules that fire for an exchange of an edge account. */
  match(facts: ExchangeFacts): Firing | undefined {
    return facts.account === undefined ? undefined : this.#bookOf(facts.account)?.match(facts);
  }

  /** Restarts all counters. */
  clear(): void {
    this.#books.clear();
  }

  #bookOf(login: string): RuleBook | undefined {
    if (!this.#accounts || !isEdgeLogin(login)) return undefined;
    const key = login.toLowerCase();
    const known = this.#books.get(key);
    if (known) return known;
    const rules = this.#accounts.rules(key);
    // An unknown login must leave nothing behind.
    if (rules.length === 0) return undefined;
    const book = new RuleBook();
    for (const rule of rules) book.arm(rule);
    this.#books.set(key, book);
    const [oldest = ''] = this.#books.keys();
    // Its counters restart when it comes again.
    if (this.#books.size > MOST_EDGE_ACCOUNTS) this.#books.delete(oldest);
    return book;
  }
}
