import fc from 'fast-check';
import {
  AFTER_REFUSAL,
  ANY_ORDER,
  CANCELLED,
  CONTENT_REPLACED,
  DATA_CENTER,
  EMPTY_FILE,
  FILE_ID,
  FINISHED,
  FINISHED_TWICE,
  MISSING_PART,
  NOT_BEFORE_FINISH,
  PART_TAKEN,
  PART_TWICE,
  PARTS_JOINED,
  SAME_NAME,
  SESSION_KEY,
  SIDE_BY_SIDE,
  TRUE_NAME,
  TRUE_PLACE,
  UPLOAD_ADDRESS,
  UPPER_CASE,
  WRONG_DIGEST,
} from '../rules/upload.js';
import { anyNames } from '../steps/any-name.js';
import { cancelledUploads } from '../steps/upload/cancel.js';
import { finishes } from '../steps/upload/finish-otherwise.js';
import { looksBeforeFinish } from '../steps/upload/look-before-finish.js';
import { cutsFor } from '../steps/upload/new-file.js';
import { refusedFinishes } from '../steps/upload/refused-finish.js';
import { uploadsUnderSameName } from '../steps/upload/same-name.js';
import { uploadsSideBySide } from '../steps/upload/side-by-side.js';
import { updates } from '../steps/upload/update.js';
import { uploads } from '../steps/upload/upload.js';
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
  check(WRONG_DIGEST, () => ({ lead: [refusedFinishes(fc.constant('digest'), false)] })),
  check(MISSING_PART, () => ({ lead: [refusedFinishes(fc.constant('part'), false)] })),
  check(AFTER_REFUSAL, () => ({ lead: [refusedFinishes(fc.constantFrom('digest', 'part'), true)] })),
  check(TRUE_NAME, () => ({ lead: Array.from({ length: 3 }, () => uploads({ name: anyNames() })) })),
  check(TRUE_PLACE, () => ({ lead: [uploads()] })),
  check(SIDE_BY_SIDE, () => ({ lead: [uploadsSideBySide()] })),
  check(NOT_BEFORE_FINISH, () => ({ lead: [looksBeforeFinish()] })),
  check(CANCELLED, () => ({ lead: [cancelledUploads()] })),
  check(CONTENT_REPLACED, () => ({ lead: [uploads(), updates()], among: [updates()], most: 2 })),
  check(FINISHED_TWICE, () => ({ lead: [finishes('twice')] })),
  check(SAME_NAME, () => ({ lead: [uploads(), uploadsUnderSameName()] })),
  check(UPPER_CASE, () => ({ lead: [finishes('in upper case')] })),
];
