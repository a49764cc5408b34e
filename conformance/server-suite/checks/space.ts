import fc from 'fast-check';
import { ALL_FREE_SPACE, BIN_COUNTS, LARGEST_FILE, RESERVED_COUNTS, SPACE_USED } from '../rules/space.js';
import { measurements } from '../steps/space/measure.js';
import { reservationsAtLimit } from '../steps/space/reserve-at-limit.js';
import { uploads } from '../steps/upload/upload.js';
import { check } from './server-check.js';

const [justFits, isOver] = [fc.constant(false), fc.constant(true)];

// A byte more than the largest file must fit into the account, and a byte more than the free space must be allowed for a file,
// or nobody knows which of both was the reason.
export const spaceChecks = [
  check(LARGEST_FILE, () => ({
    lead: [reservationsAtLimit('largest file', justFits), reservationsAtLimit('largest file', isOver)],
  })),
  check(ALL_FREE_SPACE, () => ({
    lead: [
      uploads({ sizes: fc.integer({ min: 1_000, max: 5_000 }) }),
      reservationsAtLimit('free space', justFits),
      reservationsAtLimit('free space', isOver),
    ],
  })),
  check(SPACE_USED, () => ({ lead: [measurements('store')], among: [measurements('store')], most: 2 })),
  check(BIN_COUNTS, () => ({ lead: [measurements('put into the bin')] })),
  check(RESERVED_COUNTS, () => ({ lead: [measurements('reserve')] })),
];
