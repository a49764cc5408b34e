import { createRequire } from 'node:module';

const { name, version } = createRequire(import.meta.url)('4shared-testkit/package.json') as {
  readonly name: string;
  readonly version: string;
};

/** What the kit calls itself, in its hello and in reports. */
export const KIT = { name, version } as const;
