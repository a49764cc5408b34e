import { ACCESS } from './mutants/access.js';
import { BIN } from './mutants/bin.js';
import { FINISHES } from './mutants/finish.js';
import { FOLDERS } from './mutants/folders.js';
import { LINKS } from './mutants/links.js';
import { LISTINGS } from './mutants/listings.js';
import { SHARING } from './mutants/sharing.js';
import { SPACE } from './mutants/space.js';
import { TEXTS } from './mutants/texts.js';
import { UPLOADS } from './mutants/upload.js';
import { WIRE } from './mutants/wire.js';
import type { ServerMutant } from './server-mutant.js';

const numberOf = ({ requirement }: ServerMutant): number => Number(requirement.replace('SV-', ''));

/** All mutants, in the order of the requirements that must find them. */
export const SERVER_MUTANTS: readonly ServerMutant[] = [
  ...ACCESS,
  ...SPACE,
  ...UPLOADS,
  ...FINISHES,
  ...FOLDERS,
  ...LISTINGS,
  ...BIN,
  ...LINKS,
  ...SHARING,
  ...TEXTS,
  ...WIRE,
].sort((a, b) => numberOf(a) - numberOf(b));
