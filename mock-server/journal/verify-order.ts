import type { Finding } from './verification.js';
import type { Checked } from './verify.js';
import { orderFinding } from './verify-texts.js';

/**
 * What came too early: each expectation must be met by records after those that met the one before it. What is missing
 * altogether is told by the counts.
 */
export function findDisorder(checked: readonly Checked[]): Finding[] {
  let last = 0;
  let before: Checked | undefined;
  for (const one of checked) {
    if (one.atLeast === 0) continue;
    const later = one.found.filter(({ seq }) => seq > last);
    const needed = later[one.atLeast - 1];
    if (needed === undefined) {
      const isCounted = one.found.length < one.atLeast;
      return isCounted || before === undefined ? [] : [orderFinding(one, before, last)];
    }
    last = needed.seq;
    before = one;
  }
  return [];
}
