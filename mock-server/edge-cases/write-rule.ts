import type { JsonValue } from './act.js';
import type { Rule } from './rule.js';

/** A rule as JSON, which `readRule` reads as the same rule: 64-bit numbers are decimal texts. */
export function writeRule(rule: Rule): JsonValue {
  return toJson(rule);
}

type Plain =
  | string
  | number
  | boolean
  | bigint
  | null
  | readonly Plain[]
  | { readonly [name: string]: Plain };

function toJson(value: Plain | object): JsonValue {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toJson);
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present.map(([name, member]) => [name, toJson(member)]));
}
