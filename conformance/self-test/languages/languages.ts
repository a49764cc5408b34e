import { JAVA_MUTANTS } from './java-mutants.js';
import { JAVA_VARIANTS } from './java-variants.js';
import type { LanguageMutant, LanguageVariant } from './language-mutant.js';
import { PHP_MUTANTS } from './php-mutants.js';
import { PHP_VARIANTS } from './php-variants.js';
import { PYTHON_MUTANTS } from './python-mutants.js';
import { PYTHON_VARIANTS } from './python-variants.js';

/** A language, and how a client that is written in it is changed. */
export interface Language {
  readonly name: string;
  /** The client's name in the table of `../../clients/adapters.ts`. */
  readonly client: string;
  /** A list of what the client itself does not keep, beside its sources. */
  readonly known?: string | undefined;
  /** Each must be found. */
  readonly mutants: readonly LanguageMutant[];
  /** None of them may break a requirement, at any level. */
  readonly variants: readonly LanguageVariant[];
}

/** The languages whose clients are mutated by `npm run mutants -- --language`. */
export const LANGUAGES: readonly Language[] = [
  { name: 'python', client: 'Python, standard library', mutants: PYTHON_MUTANTS, variants: PYTHON_VARIANTS },
  {
    name: 'php',
    client: 'PHP SoapClient',
    known: 'php-soapclient/known-failures.yaml',
    mutants: PHP_MUTANTS,
    variants: PHP_VARIANTS,
  },
  { name: 'java', client: 'Java JAX-WS', mutants: JAVA_MUTANTS, variants: JAVA_VARIANTS },
];
