import type { ClientFault } from './fault.js';
import { ACCOUNTS } from './faults/account.js';
import { ADDRESSES } from './faults/address.js';
import { CORNERS } from './faults/corners.js';
import { FINISHES } from './faults/finish.js';
import { LIMITS } from './faults/limits.js';
import { PARTS } from './faults/parts.js';
import { REPLIES } from './faults/replies.js';
import { RESERVATIONS } from './faults/reservation.js';
import { TIMES } from './faults/time.js';

/** Every fault, in the order of the requirements that find them. */
export const FAULTS: readonly ClientFault[] = [
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
  (a, b) => Number(b.rule.startsWith('UP')) - Number(a.rule.startsWith('UP')) || a.rule.localeCompare(b.rule),
);
