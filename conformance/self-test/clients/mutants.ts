import type { Mutant } from '../mutant.js';
import { ACCOUNTS } from './mutants/account.js';
import { ADDRESSES } from './mutants/address.js';
import { CORNERS } from './mutants/corners.js';
import { FINISHES } from './mutants/finish.js';
import { LIMITS } from './mutants/limits.js';
import { PARTS } from './mutants/parts.js';
import { REPLIES } from './mutants/replies.js';
import { RESERVATIONS } from './mutants/reservation.js';
import { TIMES } from './mutants/time.js';

/** All mutants, in the order of the requirements that must find them. */
export const CLIENT_MUTANTS: readonly Mutant[] = [
  ...LIMITS,
  ...ADDRESSES,
  ...RESERVATIONS,
  ...PARTS,
  ...FINISHES,
  ...REPLIES,
  ...TIMES,
  ...ACCOUNTS,
  ...CORNERS,
].sort(
  (a, b) =>
    Number(b.requirement.startsWith('UP')) - Number(a.requirement.startsWith('UP')) ||
    a.requirement.localeCompare(b.requirement),
);
