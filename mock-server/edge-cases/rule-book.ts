import type { Act } from './act.js';
import { isWithin, type Matcher, matcher } from './matching.js';
import type { ExchangeFacts, Rule } from './rule.js';
import { RuleError } from './rule-error.js';

/** A rule with what became of it. */
export interface RuleReport {
  readonly rule: Rule & { readonly id: string };
  /** `armed`: has not fired yet; `fired`: has, and can again; `spent`: has fired as often as it may. */
  readonly state: 'armed' | 'fired' | 'spent';
  /** How many exchanges matched all but `nth`. */
  readonly matched: number;
  readonly fired: number;
}

/** How many rules a namespace keeps. */
export const MOST_RULES = 10_000;

/** What is to be done to an exchange, and the ids of the rules that say so, in the order they were armed. */
export interface Firing {
  readonly rules: readonly string[];
  readonly acts: readonly Act[];
}

/** A rule that cannot be armed, as another one of its id is. */
export class RuleClash extends Error {
  override readonly name = 'RuleClash';

  constructor(readonly id: string) {
    super(`A rule "${id}" is armed already: disarm it first, or give this one another id.`);
  }
}

interface Armed {
  readonly rule: Rule & { readonly id: string };
  /** Grows from rule to rule. */
  readonly order: number;
  readonly matches: Matcher;
  matched: number;
  fired: number;
}

/** The armed rules as they are to be looked at and taken away. They are armed by `Namespace.arm`, which checks them. */
export type ArmedRules = Pick<RuleBook, 'get' | 'list' | 'unused' | 'disarm' | 'clear'>;

/** The armed rules of a namespace, and how often each has matched and fired. What it is given was checked. */
export class RuleBook {
  readonly #byId = new Map<string, Armed>();
  /** Rules by what they say of kind, function and account, so that an exchange meets only those it may match. */
  readonly #byPlace = new Map<string, Armed[]>();
  #armedSoFar = 0;
  #namedSoFar = 0;

  /** @throws RuleClash when its id is in use */
  arm(rule: Rule): RuleReport {
    const id = rule.id ?? this.#freeId();
    if (this.#byId.has(id)) throw new RuleClash(id);
    const order = this.#armedSoFar++;
    const armed = { rule: { ...rule, id }, order, matches: matcher(rule.on), matched: 0, fired: 0 };
    this.#byId.set(id, armed);
    for (const place of placesOf(rule)) {
      const neighbours = this.#byPlace.get(place);
      if (neighbours) neighbours.push(armed);
      else this.#byPlace.set(place, [armed]);
    }
    return report(armed);
  }

  /**
   * Arms several, or none of them.
   * @throws RuleClash when an id is in use, or is there twice, RuleError when there are too many
   */
  armAll(rules: readonly Rule[]): RuleReport[] {
    if (this.#byId.size + rules.length > MOST_RULES)
      throw new RuleError('', `is one too many: ${MOST_RULES} are kept, spent ones too. Disarm some first`);
    const armed: RuleReport[] = [];
    try {
      for (const rule of rules) armed.push(this.arm(rule));
      return armed;
    } catch (error) {
      for (const { rule } of armed) this.disarm(rule.id);
      throw error;
    }
  }

  /** The rule of this id, if it is armed. */
  get(id: string): RuleReport | undefined {
    const armed = this.#byId.get(id);
    return armed && report(armed);
  }

  /** False when no such rule is armed. */
  disarm(id: string): boolean {
    const armed = this.#byId.get(id);
    if (!armed) return false;
    this.#byId.delete(id);
    for (const place of placesOf(armed.rule)) {
      const rest = (this.#byPlace.get(place) ?? []).filter((each) => each !== armed);
      if (rest.length > 0) this.#byPlace.set(place, rest);
      else this.#byPlace.delete(place);
    }
    return true;
  }

  clear(): void {
    this.#byId.clear();
    this.#byPlace.clear();
  }

  /** All armed rules, spent ones too, in the order they were armed. */
  list(): RuleReport[] {
    return Array.from(this.#byId.values(), report);
  }

  /** Those that have never fired: most often a mistake in the test that armed them. */
  unused(): RuleReport[] {
    return this.list().filter(({ fired }) => fired === 0);
  }

  /**
   * Counts an exchange and fires what it sets off, in one step. To be asked once for each exchange.
   * @returns undefined when no rule fires
   */
  match(facts: ExchangeFacts): Firing | undefined {
    if (this.#byId.size === 0) return undefined;
    const firing = this.#near(facts).filter((armed) => armed.matches(facts) && count(armed));
    if (firing.length === 0) return undefined;
    return { rules: firing.map(({ rule }) => rule.id), acts: firing.flatMap(({ rule }) => rule.do) };
  }

  /** The rules that speak of what the exchange is, in the order they were armed. */
  #near(facts: ExchangeFacts): readonly Armed[] {
    const found: (readonly Armed[])[] = [];
    for (const place of placesAround(facts)) {
      const armed = this.#byPlace.get(place);
      if (armed) found.push(armed);
    }
    if (found.length < 2) return found[0] ?? [];
    return found.flat().sort((a, b) => a.order - b.order);
  }

  #freeId(): string {
    for (;;) {
      this.#namedSoFar += 1;
      const id = `r${this.#namedSoFar}`;
      if (!this.#byId.has(id)) return id;
    }
  }
}

const ANY_FUNCTION = '*';

/** No kind and no function has a blank in it, so the pieces of a place stay apart whatever the account is called. */
function place(kind: string, operation: string, account: string | undefined): string {
  return account === undefined ? `${kind} ${operation}` : `${kind} ${operation} ${account.toLowerCase()}`;
}

/** Where a rule is kept. */
function placesOf({ on }: Rule): Set<string> {
  const named = on.kind === 'call' ? on.function : undefined;
  return new Set([named ?? ANY_FUNCTION].flat().map((name) => place(on.kind, name, on.account)));
}

/** Where rules may be kept that an exchange sets off. */
function placesAround(facts: ExchangeFacts): Set<string> {
  const { kind, account } = facts;
  const operations = kind === 'call' ? [facts.function, ANY_FUNCTION] : [ANY_FUNCTION];
  return new Set(operations.flatMap((name) => [place(kind, name, account), place(kind, name, undefined)]));
}

/** Counts a match; true when the rule fires at it. */
function count(armed: Armed): boolean {
  const { on, times = Infinity } = armed.rule;
  armed.matched += 1;
  if (armed.fired >= times || !isWithin(on.nth, armed.matched)) return false;
  armed.fired += 1;
  return true;
}

function report({ rule, matched, fired }: Armed): RuleReport {
  const spent = fired >= (rule.times ?? Infinity);
  return { rule, state: spent ? 'spent' : fired > 0 ? 'fired' : 'armed', matched, fired };
}
