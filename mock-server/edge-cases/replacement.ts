import type { Act } from './act.js';

/** Acts that replace the response of the service, of the upload form, or of the whole server. */
export type ReplacingAct = Extract<
  Act,
  { act: 'return' | 'no-return' | 'nil' | 'fault' | 'status' | 'rewrite' | 'refuse' | 'hang-up' }
>;

const REPLACING: ReadonlySet<Act['act']> = new Set<ReplacingAct['act']>([
  'return',
  'no-return',
  'nil',
  'fault',
  'status',
  'rewrite',
  'refuse',
  'hang-up',
]);

const isReplacing = (act: Act): act is ReplacingAct => REPLACING.has(act.act);

/** The act that replaces the response: the first of several; undefined if none does. */
export function replacementIn(acts: readonly Act[]): ReplacingAct | undefined {
  return acts.find(isReplacing);
}

/** Whether the service performs the request. A rewritten response needs the true result. */
export function performs(acts: readonly Act[]): boolean {
  const answer = replacementIn(acts);
  return answer === undefined || answer.act === 'rewrite' || answer.perform === true;
}

/** How to store the bytes of an upload, if the service performs it. */
export function storing(acts: readonly Act[]): 'once' | 'twice' | 'not' {
  const act = acts.find(({ act }) => act === 'lose' || act === 'double');
  if (act === undefined) return 'once';
  return act.act === 'lose' ? 'not' : 'twice';
}

/** Whether a response of this status has no body, and so no length (RFC 9110, section 6.4.1). */
export const hasNoBody = (status: number): boolean => status === 204 || status === 304;
