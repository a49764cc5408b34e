import type { JournalEntry } from '../../../mock-server/index.js';

type Json = Extract<JournalEntry, { readonly kind: 'call' }>['arguments'][string];

/** A value of the contract as journals show it: 64-bit numbers as decimal texts, dates as ISO texts, nothing as null. */
export function shownJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(shownJson);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shownJson(inner)]));
  return value as string | number | boolean;
}
