import type { ServerFault } from './fault.js';
import { ACCESS } from './faults/access.js';
import { BIN } from './faults/bin.js';
import { FINISHES } from './faults/finish.js';
import { FOLDERS } from './faults/folders.js';
import { LINKS } from './faults/links.js';
import { LISTINGS } from './faults/listings.js';
import { SHARING } from './faults/sharing.js';
import { SPACE } from './faults/space.js';
import { TEXTS } from './faults/texts.js';
import { UPLOADS } from './faults/upload.js';
import { WIRE } from './faults/wire.js';

const numberOf = ({ rule }: ServerFault): number => Number(rule.replace('SV-', ''));

/** Every fault, in the order of the rules that find them. */
export const SERVER_FAULTS: readonly ServerFault[] = [
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
