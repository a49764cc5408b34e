import { writeDateTime } from '../soap/index.js';
import type { ExchangeFacts, Trigger } from './rule.js';

/** Whether an exchange is what a trigger waits for, its count aside. */
export type Matcher = (facts: ExchangeFacts) => boolean;

/** Compiles all of a trigger but `nth`. */
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
    const functions = on.function === undefined ? undefined : new Set<string>([on.function].flat());
    const wanted = Object.entries(on.arguments ?? {});
    return (facts) =>
      facts.kind === 'call' &&
      (functions === undefined || functions.has(facts.function)) &&
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

/** Whether the exchange with this number, the first one being 1, is one that `nth` names. */
export function isWithin(nth: Trigger['nth'], number: number): boolean {
  if (nth === undefined) return true;
  if (typeof nth === 'number') return number === nth;
  return number >= nth.from && number <= (nth.to ?? Infinity);
}

/**
 * An argument as the text that a trigger compares it with: dates as on the wire, the members of a list separated by
 * commas. Undefined for a structure and for an argument that is not there: they equal no text.
 */
export function argumentText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  if (value instanceof Date) return writeDateTime(value);
  if (!Array.isArray(value)) return undefined;
  return value.map((member) => argumentText(member) ?? '').join(',');
}
