import type { ServerFault } from './fault.js';
import { FINISHES } from './faults/finish.js';
import { UPLOADS } from './faults/upload.js';

/** Every fault, in the order of the rules that find them. */
export const SERVER_FAULTS: readonly ServerFault[] = [...UPLOADS, ...FINISHES].sort((a, b) =>
  a.rule.localeCompare(b.rule),
);
