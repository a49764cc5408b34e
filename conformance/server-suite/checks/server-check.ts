import type { Requirement } from '../../engine/requirement.js';
import type { ServerRequirement } from '../rules/server-requirement.js';
import type { Seen } from '../runner/run-sequence.js';
import { type Sequence, type SequencePlan, sequences } from '../steps/sequence.js';

/** A rule, and the sequences of steps that show whether a service keeps it. */
export interface ServerCheck extends ServerRequirement, Requirement<Sequence, Seen> {}

/** @param plan made when it is needed: to make arbitraries takes time */
export const check = (rule: ServerRequirement, plan: () => SequencePlan): ServerCheck => ({
  ...rule,
  situations: () => sequences(plan()),
  judge: ({ exercised, broken }) => {
    if (broken?.rule === rule.id) return broken.told;
    return exercised.has(rule.id) ? { is: 'kept' } : { is: 'not-exercised' };
  },
});
