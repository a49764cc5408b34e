import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests that leave only imported modules behind in their process, and do not measure the process. */
const TOGETHER = [
  'wsdl/**/*.test.ts',
  'mock-server/{control,edge-cases,fixture,forms,http,journal,media,node,operations,schemas,snapshots,soap,storage,world}/**/!(bad-input|hostile|edge-accounts-answered|options).test.ts',
  'conformance/{client-suite,doctor,drivers,engine,reports,server-suite,soap-client}/**/!(flood|hostile-output).test.ts',
  'conformance/clients/typescript/**/!(memory).test.ts',
  'scripts/{generate,prose}/**/*.test.ts',
];

const shared = {
  root: new URL('..', import.meta.url).pathname,
  // Generous: a slow machine is no failure, and a test that hangs still ends.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
  // Compiled code needs no transforming; each mutant loads it again.
  server: { deps: { external: [/\/dist\//] } },
  env: {
    // Halves the time of the many short runs of Java.
    JAVA_TOOL_OPTIONS: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1',
    // The certificate authority of the tests is not among the data of the developer.
    XDG_DATA_HOME: join(tmpdir(), '4shared-testkit-tests'),
  },
};

export default defineConfig({
  test: {
    root: shared.root,
    globalSetup: 'scripts/vitest.setup.mjs',
    // The default leaves one core free: on two cores, only one file would run at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      // One process for many files: reading the modules takes longer than most of these tests.
      { test: { ...shared, name: 'together', include: TOGETHER, isolate: false } },
      {
        test: {
          ...shared,
          name: 'alone',
          include: ['{wsdl,mock-server,conformance,scripts}/**/*.test.ts'],
          exclude: TOGETHER,
        },
      },
    ],
  },
});
