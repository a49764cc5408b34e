import { accessChecks } from './access.js';
import { binChecks } from './bin.js';
import { folderChecks } from './folders.js';
import { linkChecks } from './links.js';
import { listingChecks } from './listings.js';
import type { ServerCheck } from './server-check.js';
import { sharingChecks } from './sharing.js';
import { spaceChecks } from './space.js';
import { textChecks } from './texts.js';
import { uploadChecks } from './upload.js';
import { wireChecks } from './wire.js';

/** All checks, in the order of the how-to; then those of what a service does besides. */
export const CHECKS: readonly ServerCheck[] = [
  ...accessChecks,
  ...spaceChecks,
  ...uploadChecks,
  ...folderChecks,
  ...listingChecks,
  ...binChecks,
  ...linkChecks,
  ...sharingChecks,
  ...textChecks,
  ...wireChecks,
];
