import { writeDateTime } from '../soap/index.js';
import type { ExchangeFacts, Trigger } from './rule.js';

/** Whether an exchange matches a trigger, apart from `nth`. */
export type Matcher = (facts: ExchangeFacts) => boolean;

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
