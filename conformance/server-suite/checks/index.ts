import { accessChecks } from './access.js';
import type { ServerCheck } from './server-check.js';
import { spaceChecks } from './space.js';
import { uploadChecks } from './upload.js';

/** All checks, in the order of the how-to; then those of what a service does besides. */
export const CHECKS: readonly ServerCheck[] = [...accessChecks, ...spaceChecks, ...uploadChecks];
