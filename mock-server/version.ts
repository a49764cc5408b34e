import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('4shared-testkit/package.json') as { version: string };

/** Of this package. */
export const VERSION = version;
