import { ANSWERS } from './java/answers.js';
import { FUNCTIONS } from './java/functions.js';
import { NUMBERS } from './java/numbers.js';
import { PARTS } from './java/parts.js';
import { TEXTS } from './java/texts.js';
import type { LanguageMutant } from './language-mutant.js';

/** Mistakes that Java invites, in the client of the kit that is written in it. */
export const JAVA_MUTANTS: readonly LanguageMutant[] = [
  ...NUMBERS,
  ...TEXTS,
  ...PARTS,
  ...ANSWERS,
  ...FUNCTIONS,
];
