import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// Plain JavaScript with built-in modules only: it runs on a fresh clone, before the install and the build.

/** The project's folder, with a slash at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const SOURCES = [
  'wsdl',
  'mock-server',
  'conformance',
  'fixtures',
  'scripts',
  'tsconfig.json',
  'package-lock.json',
];
const STAMP = join(root, 'dist', '.built-from');

/** Installs the packages of the lock file if one is missing. Prints to stderr, because scripts read stdout. */
export function install() {
  if (isInstalled()) return;
  process.stderr.write('Installing packages from package-lock.json ...\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (npm?.endsWith('.js')) run(process.execPath, [npm, ...args]);
  else run('npm', args);
}

/** Compiles to dist/ and bundles it if a source has changed, and copies descriptions, schemas and ready-made fixtures. */
export function build() {
  const state = sourceState();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === state) return;
  process.stderr.write('Building ...\n');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'scripts/tsconfig.build.json']);
  for (const folder of [
    'wsdl',
    'fixtures',
    'mock-server/edge-cases',
    'mock-server/control',
    'mock-server/action/start',
    'mock-server/action/stop',
    'conformance/action',
    'conformance/drivers',
    'conformance/reports',
  ])
    for (const file of readdirSync(join(root, folder)).filter((name) =>
      /\.(wsdl|xsd|ya?ml|schema\.json)$|^openapi\.json$/.test(name),
    ))
      cpSync(join(root, folder, file), join(root, 'dist', folder, file));
  cpSync(join(root, 'fixtures/media'), join(root, 'dist/fixtures/media'), { recursive: true });
  run(process.execPath, [join(root, 'scripts/bundle.mjs')]);
  run(process.execPath, [join(root, 'scripts/page.mjs')]);
  writeFileSync(STAMP, state);
}

/** Runs a command in the project's folder; a failure ends this process with the command's exit code. */
export function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error) process.stderr.write(`${command} could not start: ${error.message}\n`);
  if (status !== 0) process.exit(status ?? 1);
}

function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

function sourceState() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesBelow(join(root, source))).sort()) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${relative(root, path)} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}
