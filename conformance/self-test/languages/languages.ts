import { JAVA_FAULTS } from './java-faults.js';
import { JAVA_VARIANTS } from './java-variants.js';
import type { LanguageFault, LanguageVariant } from './language-fault.js';
import { PHP_FAULTS } from './php-faults.js';
import { PHP_VARIANTS } from './php-variants.js';
import { PYTHON_FAULTS } from './python-faults.js';
import { PYTHON_VARIANTS } from './python-variants.js';

/** A language, and how a client that is written in it is changed. */
export interface Language {
  readonly name: string;
  /** The client's name in the table of `../../clients/adapters.ts`. */
  readonly client: string;
  /** A list of what the client itself does not keep, beside its sources. */
  readonly known?: string | undefined;
  /** Each must be found. */
  readonly faults: readonly LanguageFault[];
  /** With none of them may a requirement be accused, at whatever level. */
  readonly variants: readonly LanguageVariant[];
}

export const LANGUAGES: readonly Language[] = [
  { name: 'python', client: 'Python, standard library', faults: PYTHON_FAULTS, variants: PYTHON_VARIANTS },
  {
    name: 'php',
    client: 'PHP SoapClient',
    known: 'php-soapclient/known-failures.yaml',
    faults: PHP_FAULTS,
    variants: PHP_VARIANTS,
  },
  { name: 'java', client: 'Java JAX-WS', faults: JAVA_FAULTS, variants: JAVA_VARIANTS },
];
