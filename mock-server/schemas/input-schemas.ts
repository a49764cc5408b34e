import * as v from 'valibot';
import { didYouMean, nearestName } from './nearest-name.js';

/** Keys of earlier versions, with their present names. */
const RENAMED: Readonly<Record<string, string>> = { function: 'operation' };

/** A table that has these keys and no others. Its messages follow the path of the place, and suggest the nearest key. */
export function strictTable<const Entries extends v.ObjectEntries>(entries: Entries) {
  const keys = Object.keys(entries);
  return v.strictObject(entries, ({ expected, input, path }: v.StrictObjectIssue) => {
    const now = expected === 'never' ? RENAMED[String(input)] : undefined;
    if (now !== undefined && keys.includes(now)) return `is now called ${now}`;
    if (expected === 'never')
      return `is not a key that is known here${keys.length === 0 ? '' : didYouMean(String(input), keys)}`;
    return expected.startsWith('"')
      ? `is missing${strangerIn(path?.[0], keys)}`
      : 'must be a table of keys and values';
  });
}

/** The most unknown keys that are compared. */
const MOST_COMPARED = 100;

/** The unknown key that probably means the missing one. */
function strangerIn(step: v.IssuePathItem | undefined, known: readonly string[]): string {
  if (step?.type !== 'object') return '';
  const strangers = Object.keys(step.input)
    .filter((key) => !known.includes(key))
    .slice(0, MOST_COMPARED);
  const near = nearestName(String(step.key), strangers);
  return near === undefined ? '' : `, and ${near} is not known; did you mean ${String(step.key)}?`;
}

/** One of a few words. Its message suggests the nearest one. */
export const oneOf = <const Names extends readonly (string | number)[]>(names: Names) =>
  v.picklist(names, noneOf(names));

/** The message for what is none of these words. */
export const noneOf =
  (names: readonly (string | number)[]) =>
  ({ input }: { readonly input: unknown }): string => {
    const near = typeof input === 'string' ? nearestName(input, names.map(String)) : undefined;
    return `must be one of ${names.join(', ')}${near === undefined ? '' : `; did you mean ${near}?`}`;
  };

/** Whether a value can be called. Schemas cannot check more of a function. */
export const isFunction = (value: unknown): boolean => typeof value === 'function';
