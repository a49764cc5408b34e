import type { Broken, Verdict } from './requirement.js';

/** The case shows that the requirement is kept. */
export const KEPT: Verdict = { is: 'kept' };

/** The case shows nothing of the requirement. */
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
