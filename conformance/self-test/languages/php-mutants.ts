import type { LanguageMutant } from './language-mutant.js';
import { ANSWERS } from './php/answers.js';
import { ASKING } from './php/asking.js';
import { BYTES } from './php/bytes.js';
import { OPERATIONS } from './php/operations.js';
import { TEXTS } from './php/texts.js';

/** Mistakes that PHP invites, in the client of the kit with SoapClient and curl. */
export const PHP_MUTANTS: readonly LanguageMutant[] = [
  ...ASKING,
  ...TEXTS,
  ...BYTES,
  ...ANSWERS,
  ...OPERATIONS,
];
