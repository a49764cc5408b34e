import { join } from 'node:path';
import { install, root, run } from './prepare.mjs';

// `npm test`: lint, type check and every test, each enough to fail the run.
install();
const bin = (name) => join(root, 'node_modules', name);
run(process.execPath, [bin('@biomejs/biome/bin/biome'), 'check', '.']);
run(process.execPath, [bin('typescript/bin/tsc'), '--noEmit']);
run(process.execPath, [
  bin('vitest/vitest.mjs'),
  'run',
  '--config',
  'scripts/vitest.config.ts',
  ...process.argv.slice(2),
]);
