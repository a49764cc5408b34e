import { spawnSync } from 'node:child_process';

/** Whether a program is installed. */
export const installed = (program: string): boolean =>
  spawnSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' }).status === 0;

/** The end of the title of a test that needs a package of Debian, if that is missing. */
export const needs = (isThere: boolean, what: string): string => (isThere ? '' : ` (skipped: needs ${what})`);
