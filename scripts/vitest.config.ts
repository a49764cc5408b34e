import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    globalSetup: 'scripts/vitest.setup.mjs',
    include: ['{wsdl,mock-server,conformance,fixtures,scripts}/**/*.test.ts'],
    // By default one core is left free, which on a machine with two cores means one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Generous on purpose: a slow machine is no failure. A test that hangs still ends.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
