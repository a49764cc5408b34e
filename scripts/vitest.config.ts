import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that leave only imported modules behind in their process, and do not measure the process. */
const TOGETHER = [
  'wsdl/**/*.test.ts',
  'mock-server/{control,edge-cases,fixture,forms,http,journal,node,operations,snapshots,soap,storage,world}/**/!(bad-input|hostile|edge-accounts-answered|options).test.ts',
  'conformance/{client-suite,engine,reports}/**/*.test.ts',
];

const shared = {
  root: new URL('..', import.meta.url).pathname,
  // Generous on purpose: a slow machine is no failure. A test that hangs still ends.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
  // What is compiled needs no transforming: mutants are loaded from there, each anew.
  server: { deps: { external: [/\/dist\//] } },
  // Halves the time of the many short runs of Java, and changes nothing else.
  env: { JAVA_TOOL_OPTIONS: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1' },
};

export default defineConfig({
  test: {
    root: shared.root,
    globalSetup: 'scripts/vitest.setup.mjs',
    // By default one core is left free, which on a machine with two cores means one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      // One process for many files, each module read once: to read them takes longer than most of these tests.
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
