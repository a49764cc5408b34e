import fc from 'fast-check';
import {
  ANY_ORDER,
  DATA_CENTER,
  EMPTY_FILE,
  FILE_ID,
  FINISHED,
  PART_TAKEN,
  PART_TWICE,
  PARTS_JOINED,
  SESSION_KEY,
  TRUE_NAME,
  TRUE_PLACE,
  UPLOAD_ADDRESS,
} from '../rules/upload.js';
import { anyNames, cutsFor, uploads } from '../steps/upload/upload.js';
import { check } from './server-check.js';

const inParts = { sizes: fc.integer({ min: 1_000, max: 5_000 }), parts: cutsFor(1, 4) };

export const uploadChecks = [
  check(SESSION_KEY, () => ({ lead: [uploads()] })),
  check(DATA_CENTER, () => ({ lead: [uploads()] })),
  check(UPLOAD_ADDRESS, () => ({ lead: [uploads()] })),
  check(FILE_ID, () => ({ lead: [uploads()], among: [uploads()], most: 3 })),
  check(PART_TAKEN, () => ({ lead: [uploads(inParts)] })),
  check(FINISHED, () => ({ lead: [uploads()] })),
  check(PARTS_JOINED, () => ({ lead: [uploads(inParts)] })),
  check(ANY_ORDER, () => ({
    lead: [uploads({ ...inParts, order: fc.constantFrom('backward', 'inside-out') })],
  })),
  check(PART_TWICE, () => ({ lead: [uploads({ ...inParts, again: fc.nat(4) })] })),
  check(EMPTY_FILE, () => ({ lead: [uploads({ sizes: fc.constant(0) })] })),
  check(TRUE_NAME, () => ({ lead: [uploads({ name: anyNames() })] })),
  check(TRUE_PLACE, () => ({ lead: [uploads()] })),
];
