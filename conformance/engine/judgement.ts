import type { Broken, Verdict } from './requirement.js';

export const KEPT: Verdict = { is: 'kept' };
export const NOT_EXERCISED: Verdict = { is: 'not-exercised' };

/** @param shownBy the entries of the journal that show it */
export const broken = (
  did: string,
  should: string,
  shownBy: readonly { readonly seq: number }[] = [],
): Broken => ({
  is: 'broken',
  did,
  should,
  seqs: shownBy.map(({ seq }) => seq),
});

/** The first verdict that is broken; otherwise kept if one is, and not exercised if none is. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  return (
    verdicts.find(({ is }) => is === 'broken') ?? verdicts.find(({ is }) => is === 'kept') ?? NOT_EXERCISED
  );
}
