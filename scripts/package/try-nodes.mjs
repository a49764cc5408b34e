import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../prepare.mjs';

// Runs a part of the suite under other versions of Node: `try-nodes.mjs 22 24`. The registry of npm has them as packages.

/** Sockets, streams, threads, loading of modules, and the start of a process: what differs between versions. */
const PART = [
  'scripts/cli/start-state.test.ts',
  'mock-server/node/soap-endpoint.test.ts',
  'mock-server/node/previews.test.ts',
];

/** @returns the path of its program, downloaded once; undefined without a registry */
function nodeOf(version) {
  const folder = join(root, 'node_modules/.cache', `node-${version}`);
  const name = `node-${process.platform}-${process.arch}`;
  const program = join(folder, 'node_modules', name, 'bin/node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync(
    'npm',
    ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `${name}@${version}`],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return status === 0 ? program : undefined;
}

for (const version of process.argv.slice(2)) {
  const program = nodeOf(version);
  if (program === undefined) {
    process.stdout.write(`Node ${version}: skipped, as it could not be downloaded\n`);
    continue;
  }
  process.stdout.write(`Node ${execFileSync(program, ['--version'])}`);
  const vitest = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'scripts/vitest.config.ts',
  ];
  const { status } = spawnSync(program, [...vitest, ...PART], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
