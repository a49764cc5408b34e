import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install, root, run } from './prepare.mjs';

/** Units and short properties: no commands, no real clients, no sockets. */
const FAST = [
  ...['edge-cases', 'http', 'journal', 'operations', 'schemas', 'snapshots', 'storage', 'world'].map(
    (folder) => `mock-server/${folder}/`,
  ),
  'mock-server/imports.test.ts',
  ...['client-suite', 'engine', 'soap-client'].map((folder) => `conformance/${folder}/`),
  'wsdl/',
];

// `npm test`: lint, type check and every test, each enough to fail the run. `npm run test:fast`: the same with FAST alone.
const given = process.argv.slice(2);
for (const path of FAST)
  if (!existsSync(join(root, path))) throw new Error(`${path} is gone: FAST in scripts/test.mjs names it`);
const chosen = given[0] === '--fast' ? [...FAST, ...given.slice(1)] : given;
install();
const bin = (name) => join(root, 'node_modules', name);
run(process.execPath, [bin('@biomejs/biome/bin/biome'), 'check', '.']);
run(process.execPath, [bin('typescript/bin/tsc'), '--noEmit']);
run(process.execPath, [bin('vitest/vitest.mjs'), 'run', '--config', 'scripts/vitest.config.ts', ...chosen]);
