import {
  ANSWERED,
  ANY_PREFIX,
  AS_DESCRIBED,
  BAD_XML,
  DESCRIBED,
  IMPORTS_SERVED,
  PARTS_BY_NAME,
  TOOLKIT_MARKS,
  UNKNOWN_FUNCTION,
  WIDE_NUMBERS,
} from '../rules/wire.js';
import { uploads } from '../steps/upload/upload.js';
import { questionsNearIds } from '../steps/wire/ask-near-id.js';
import { unknownCalls } from '../steps/wire/call-unknown.js';
import { descriptions } from '../steps/wire/fetch-description.js';
import { strictReadings } from '../steps/wire/read-to-the-letter.js';
import { badXml } from '../steps/wire/send-bad-xml.js';
import { spellings } from '../steps/wire/spell-otherwise.js';
import { check } from './server-check.js';

export const wireChecks = [
  check(ANSWERED, () => ({ among: [uploads(), unknownCalls(), badXml()], most: 4 })),
  check(UNKNOWN_FUNCTION, () => ({ lead: [unknownCalls()] })),
  check(BAD_XML, () => ({ lead: [badXml()] })),
  check(ANY_PREFIX, () => ({ lead: [spellings('prefixes')] })),
  check(PARTS_BY_NAME, () => ({ lead: [spellings('parts')] })),
  check(TOOLKIT_MARKS, () => ({ lead: [spellings('marks')] })),
  check(DESCRIBED, () => ({ lead: [descriptions()] })),
  check(IMPORTS_SERVED, () => ({ lead: [descriptions()] })),
  check(WIDE_NUMBERS, () => ({
    lead: [uploads(), questionsNearIds()],
    among: [questionsNearIds()],
    most: 2,
  })),
  check(AS_DESCRIBED, () => ({ lead: [uploads(), strictReadings(), strictReadings(), strictReadings()] })),
];
