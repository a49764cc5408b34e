import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Installs the packed package with each package manager in a clean folder, and uses it there.

const MANAGERS = {
  npm: { program: 'npm@11', add: ['install', '--no-audit', '--no-fund'] },
  pnpm: { program: 'pnpm@10', add: ['add'] },
  yarn: { program: 'yarn@1', add: ['add', '--ignore-scripts'] },
  bun: { program: 'bun@1', add: ['add'] },
};

const USES = {
  'esm.mjs': `import { startFourShared } from '4shared-testkit';
const fake = await startFourShared();
console.log((await fetch(fake.wsdlUrl('jax3'))).status);
await fake.close();`,
  'cjs.cjs': `console.log(typeof require('4shared-testkit').startFourShared);`,
};

const root = mkdtempSync(join(tmpdir(), 'managers-'));
const run = (program, args, cwd, stdio = ['ignore', 'pipe', 'inherit']) =>
  String(
    execFileSync(program, args, { cwd, stdio, env: { ...process.env, COREPACK_ENABLE_STRICT: '0' } }),
  ).trim();

try {
  const tarball = join(
    root,
    run('npm', ['pack', '--silent', '--pack-destination', root], process.cwd()).split('\n').at(-1),
  );
  for (const [name, { program, add }] of Object.entries(MANAGERS)) {
    const folder = join(root, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{"name": "user", "private": true}\n');
    run('npx', ['--yes', program, ...add, tarball], folder, ['ignore', 'ignore', 'inherit']);
    const outputs = Object.entries(USES).map(([file, code]) => {
      writeFileSync(join(folder, file), code);
      return run(process.execPath, [file], folder);
    });
    const version = run(join(folder, 'node_modules/.bin/4shared-testkit'), ['--version'], folder);
    if (outputs.join(' ') !== '200 function') throw new Error(`${name}: ${outputs.join(' ')}`);
    process.stdout.write(`${name}: ${version}, as ESM and through require\n`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
