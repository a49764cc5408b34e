import { writeDateTime } from '../soap/index.js';
import type { Act } from './act.js';
import { type ExchangeFacts, type Rule, RuleError, type Trigger } from './rule.js';

/** Whether an exchange matches a trigger, apart from `nth`. */
type Matcher = (facts: ExchangeFacts) => boolean;

/** Compiles a trigger, apart from `nth`. */
export function matcher(on: Trigger): Matcher {
  const account = on.account?.toLowerCase();
  const hasDetails = detailMatcher(on);
  return (facts) =>
    facts.kind === on.kind &&
    (account === undefined || facts.account?.toLowerCase() === account) &&
    hasDetails(facts);
}

function detailMatcher(on: Trigger): Matcher {
  if (on.kind === 'call') {
    const operations = on.operation === undefined ? undefined : new Set<string>([on.operation].flat());
    const wanted = Object.entries(on.arguments ?? {});
    return (facts) =>
      facts.kind === 'call' &&
      (operations === undefined || operations.has(facts.operation)) &&
      wanted.every(([name, text]) => argumentText(facts.arguments[name]) === text);
  }
  const { fileId } = on;
  if (on.kind === 'part')
    return (facts) =>
      facts.kind === 'part' &&
      (fileId === undefined || facts.fileId === fileId) &&
      (on.firstByte === undefined || facts.firstByte === on.firstByte);
  return (facts) =>
    facts.kind === 'download' &&
    (fileId === undefined || facts.fileId === fileId) &&
    (on.name === undefined || facts.name === on.name);
}

/** Whether `nth` includes the exchange with this number, counted from 1. */
export function isWithin(nth: Trigger['nth'], number: number): boolean {
  if (nth === undefined) return true;
  if (typeof nth === 'number') return number === nth;
  return number >= nth.from && number <= (nth.to ?? Infinity);
}

/**
 * The text of an argument for comparison with a trigger: dates as on the wire, lists separated by commas. Undefined
 * for structures and missing arguments, which equal no text.
 */
export function argumentText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  if (value instanceof Date) return writeDateTime(value);
  if (!Array.isArray(value)) return undefined;
  return value.map((member) => argumentText(member) ?? '').join(',');
}

/** A rule and its state. */
export interface RuleReport {
  readonly rule: Rule & { readonly id: string };
  /** `armed`: has not fired; `fired`: has fired, and can again; `spent`: has fired `times` times. */
  readonly state: 'armed' | 'fired' | 'spent';
  /** Exchanges that matched, apart from `nth`. */
  readonly matched: number;
  readonly fired: number;
}

/** Rules per namespace. */
export const MOST_RULES = 10_000;

/** The acts to perform on an exchange, and the ids of their rules, in the order of arming. */
export interface Firing {
  readonly rules: readonly string[];
  readonly acts: readonly Act[];
}

/** Another armed rule has this id. */
export class RuleClash extends Error {
  override readonly name = 'RuleClash';

  constructor(readonly id: string) {
    super(`A rule "${id}" is armed already: disarm it first, or give this one another id.`);
  }
}

interface Armed {
  readonly rule: Rule & { readonly id: string };
  /** Increases with every rule. */
  readonly order: number;
  readonly matches: Matcher;
  matched: number;
  fired: number;
}

/** The armed rules, to read and disarm. `Namespace.arm` validates rules and arms them. */
export type ArmedRules = Pick<RuleBook, 'get' | 'list' | 'unused' | 'disarm' | 'clear'>;

/** The armed rules of a namespace, and how often each has matched and fired. Expects validated rules. */
export class RuleBook {
  readonly #byId = new Map<string, Armed>();
  /** Rules by kind, operation and account, so that an exchange is compared only with those that may match. */
  readonly #byPlace = new Map<string, Armed[]>();
  readonly #initial: readonly Armed['rule'][];
  #armedSoFar = 0;
  #namedSoFar = 0;

  /**
   * @param initial armed at once, and again by `reset`
   * @throws RuleClash for a duplicate id
   */
  constructor(initial: readonly Rule[] = []) {
    this.#initial = initial.map((rule) => this.arm(rule).rule);
  }

  /** Whether it has its initial rules alone, and none has matched. */
  get isUntouched(): boolean {
    const isAsBegun = (rule: Armed['rule']): boolean => {
      const armed = this.#byId.get(rule.id);
      return armed?.rule === rule && armed.matched === 0;
    };
    return this.#byId.size === this.#initial.length && this.#initial.every(isAsBegun);
  }

  /** @throws RuleClash when its id is in use */
  arm(rule: Rule): RuleReport {
    const id = rule.id ?? this.#freeId();
    if (this.#byId.has(id)) throw new RuleClash(id);
    const order = this.#armedSoFar++;
    const armed = {
      rule: isNamed(rule) ? rule : { ...rule, id },
      order,
      matches: matcher(rule.on),
      matched: 0,
      fired: 0,
    };
    this.#byId.set(id, armed);
    for (const place of placesOf(rule)) {
      const neighbours = this.#byPlace.get(place);
      if (neighbours) neighbours.push(armed);
      else this.#byPlace.set(place, [armed]);
    }
    return report(armed);
  }

  /**
   * Arms all or none of several rules.
   * @throws RuleClash for a duplicate id, RuleError when there are too many
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

  /** The armed rule with this id. */
  get(id: string): RuleReport | undefined {
    const armed = this.#byId.get(id);
    return armed && report(armed);
  }

  /** False if no such rule is armed. */
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

  /** Arms the initial rules anew, and disarms all others. */
  reset(): void {
    this.clear();
    for (const rule of this.#initial) this.arm(rule);
  }

  clear(): void {
    this.#byId.clear();
    this.#byPlace.clear();
  }

  /** All armed rules, with spent ones, in the order of arming. */
  list(): RuleReport[] {
    return Array.from(this.#byId.values(), report);
  }

  /** Rules that never fired, but for the initial ones: probably mistakes in the test that armed them. */
  unused(): RuleReport[] {
    return this.list().filter(({ rule, fired }) => fired === 0 && !this.#initial.includes(rule));
  }

  /**
   * Counts an exchange, and fires the rules that match. Call it once per exchange.
   * @returns undefined if no rule fires
   */
  match(facts: ExchangeFacts): Firing | undefined {
    if (this.#byId.size === 0) return undefined;
    const firing = this.#near(facts).filter((armed) => armed.matches(facts) && count(armed));
    if (firing.length === 0) return undefined;
    return { rules: firing.map(({ rule }) => rule.id), acts: firing.flatMap(({ rule }) => rule.do) };
  }

  /** Rules that may match, in the order of arming. */
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

const isNamed = (rule: Rule): rule is Armed['rule'] => rule.id !== undefined;

const ANY_OPERATION = '*';

/** Kinds and operations contain no space, so the key is unambiguous for any account. */
function place(kind: string, operation: string, account: string | undefined): string {
  return account === undefined ? `${kind} ${operation}` : `${kind} ${operation} ${account.toLowerCase()}`;
}

/** The keys of a rule. */
function placesOf({ on }: Rule): Set<string> {
  const named = on.kind === 'call' ? on.operation : undefined;
  return new Set([named ?? ANY_OPERATION].flat().map((name) => place(on.kind, name, on.account)));
}

/** The keys of rules that an exchange may match. */
function placesAround(facts: ExchangeFacts): Set<string> {
  const { kind, account } = facts;
  const operations = kind === 'call' ? [facts.operation, ANY_OPERATION] : [ANY_OPERATION];
  return new Set(operations.flatMap((name) => [place(kind, name, account), place(kind, name, undefined)]));
}

/** Counts a match; true if the rule fires. */
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
