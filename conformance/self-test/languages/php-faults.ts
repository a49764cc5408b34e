import type { LanguageFault } from './language-fault.js';
import { ANSWERS } from './php/answers.js';
import { ASKING } from './php/asking.js';
import { BYTES } from './php/bytes.js';
import { OPERATIONS } from './php/operations.js';
import { TEXTS } from './php/texts.js';

/** Faults that PHP invites, in the client of the kit with SoapClient and curl. */
export const PHP_FAULTS: readonly LanguageFault[] = [
  ...ASKING,
  ...TEXTS,
  ...BYTES,
  ...ANSWERS,
  ...OPERATIONS,
];
