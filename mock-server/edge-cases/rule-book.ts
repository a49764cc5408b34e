import type { Act } from './act.js';
import type { ExchangeFacts, Rule } from './rule.js';

/** A rule with what became of it. */
export interface RuleReport {
  readonly rule: Rule & { readonly id: string };
  /** `armed`: has not fired yet; `fired`: has, and can again; `spent`: has fired as often as it may. */
  readonly state: 'armed' | 'fired' | 'spent';
  /** How many exchanges matched all but `nth`. */
  readonly matched: number;
  readonly fired: number;
}

/** What is to be done to an exchange, and the ids of the rules that say so, in the order they were armed. */
export interface Firing {
  readonly rules: readonly string[];
  readonly acts: readonly Act[];
}
