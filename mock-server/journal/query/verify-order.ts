import type { Numbered } from './criteria.js';
import type { Finding } from './verification.js';
import { STRETCH, type Wanted } from './verify.js';
import { orderFinding, seenOf } from './verify-texts.js';

/**
 * What came too early: each expectation must be met by records after those that met the one before it. What is missing
 * altogether follows from the counts. Each record is looked at once, as the next expectation goes on behind it.
 */
export function* findDisorder(
  wanted: readonly Wanted[],
  seen: readonly Numbered[],
): Generator<void, Finding[]> {
  let at = 0;
  let before: { readonly one: Wanted; readonly last: number } | undefined;
  for (const one of wanted) {
    if (one.atLeast === 0) continue;
    let missing = one.atLeast;
    let last = 0;
    for (; missing > 0 && at < seen.length; at += 1) {
      if (at % STRETCH === 0) yield;
      const recorded = seen[at];
      if (recorded === undefined || !one.matches(recorded)) continue;
      missing -= 1;
      last = recorded.seq;
    }
    if (missing > 0) {
      if (before === undefined) return [];
      const found = yield* seenOf(one, seen);
      return found.count < one.atLeast ? [] : [orderFinding(one, before.one, before.last, found)];
    }
    before = { one, last };
  }
  return [];
}
