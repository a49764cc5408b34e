import type { Judgements } from './changes.js';
import { JUDGEMENTS_OF_OPERATIONS } from './judgements-of-operations.js';
import { JUDGEMENTS_OF_PARTS } from './judgements-of-parts.js';
import { JUDGEMENTS_OF_STEPS } from './judgements-of-steps.js';
import { JUDGEMENTS_OF_TROUBLES } from './judgements-of-troubles.js';

/** For each requirement, what its judge must make of which changes to the plain upload. */
export const JUDGEMENTS: Judgements = {
  ...JUDGEMENTS_OF_STEPS,
  ...JUDGEMENTS_OF_PARTS,
  ...JUDGEMENTS_OF_TROUBLES,
  ...JUDGEMENTS_OF_OPERATIONS,
};
