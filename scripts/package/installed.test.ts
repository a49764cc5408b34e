import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { helpText } from '../cli/command.js';
import { program } from '../cli/program.js';
import { allCommands } from '../testing/commands.js';
import { type Installed, installHere, link } from './testing/installed.js';

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
const ENTRIES = Object.entries<string | { readonly types: string }>(exports)
  .filter(([, target]) => typeof target !== 'string')
  .map(([name]) => `4shared-testkit${name.slice(1)}`);
/** Entries for users of another package, which they have. */
const WITH_PEERS = /\/(?:msw|vitest)/;
const PLAIN = ENTRIES.filter((name) => !WITH_PEERS.test(name));

/** Seconds for each: the workflow of releases runs them. */
const ALL = process.env['PACKAGE_CHECKS'] === 'all';
const HINT = ALL ? '' : ' (with PACKAGE_CHECKS=all)';

let installed: Installed;
beforeAll(() => {
  installed = installHere();
});
afterAll(() => rmSync(installed.folder, { recursive: true }));

const run = async (...[program = '', ...args]: readonly string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(program, args, { cwd: installed.folder });
  return stdout.trim();
};

const save = (name: string, text: string): string => {
  const path = join(installed.folder, name);
  writeFileSync(path, text);
  return path;
};

test('a server-only use installs half of what it did: the kit alone needs the rest', () => {
  const names = installed.packages.map((path) => path.replace(/^.*node_modules\//, ''));
  expect(names.length).toBeLessThanOrEqual(110);
  for (const name of ['strong-soap', 'fast-check', 'vitest', 'msw', 'undici'])
    expect(names).not.toContain(name);
});

test('each entry loads as ESM, and with require', async () => {
  expect(PLAIN).toContain('4shared-testkit/client');
  const list = JSON.stringify(PLAIN);
  const esm = `for (const name of ${list}) console.log(Object.keys(await import(name)).sort().join());`;
  const cjs = `for (const name of ${list}) console.log(Object.keys(require(name)).filter((key) => key !== '__esModule').sort().join());`;
  const imported = await run(process.execPath, save('esm.mjs', esm));
  expect(imported).toContain('startFourShared');
  expect(await run(process.execPath, save('cjs.cjs', cjs))).toBe(imported);
});

test('a part that is not installed is named in one line, with how to install it', async () => {
  const code = `import { strongSoapServer } from '4shared-testkit/conformance/server';
await strongSoapServer('http://127.0.0.1:1/jax3/DesktopApp?wsdl').call('getFreeSpace', ['a@b.c', 'p']).catch((error) => console.log(error.message));`;
  expect(await run(process.execPath, save('peer.mjs', code))).toBe(
    'strong-soap is not installed. Install it: npm install --save-dev strong-soap',
  );
});

/** The pages that each --help names. */
const pagesOfHelp = (): string[] =>
  allCommands(program()).flatMap((command) => helpText(command).match(/[\w/-]+\.md\b/g) ?? []);

const pagesLinkedFrom = (page: string): string[] =>
  Array.from(readFileSync(page, 'utf8').matchAll(/\]\(([\w/-]+\.md)/g), ([, target = '']) => target);

test('the package has the ready-made fixtures, and the pages that its help and its README lead to', async () => {
  const paths = (await run('tar', '-tzf', installed.tarball))
    .split('\n')
    .map((path) => path.replace('package/', ''));
  for (const name of ['realistic.yaml', ...readdirSync('fixtures/media').map((file) => `media/${file}`)])
    expect(paths).toContain(`dist/fixtures/${name}`);
  expect(paths).toContain('dist/bundle/scale-worker.js');
  expect(paths).toContain('dist/mock-server/edge-cases/rule.schema.json');
  // The path in conformance/README.md.
  expect(paths).toContain('dist/conformance/action/action.yml');
  for (const name of ['start', 'stop']) expect(paths).toContain(`dist/mock-server/action/${name}/action.yml`);
  expect(paths.filter((path) => path.startsWith('dist/scripts'))).toEqual([]);
  const pages = pagesOfHelp();
  expect(pages).toContain('mock-server/README.md');
  for (const page of [...pages, 'README.md', ...pagesLinkedFrom('README.md')]) expect(paths).toContain(page);
});

/** What the compiler finds in a program that uses these entries. */
async function typeErrors(entries: readonly string[], resolution: string): Promise<string> {
  save('types.mts', entries.map((name, i) => `export * as e${i} from '${name}';`).join('\n'));
  const module = resolution === 'bundler' ? 'esnext' : resolution;
  return run(
    ...[process.execPath, resolve('node_modules/typescript/bin/tsc')],
    ...['--strict', '--noEmit', '--skipLibCheck', 'false', '--target', 'es2023', '--types', 'node'],
    ...['--module', module, '--moduleResolution', resolution, 'types.mts'],
  ).catch(({ stdout }: { readonly stdout: string }) => stdout);
}

const FAKE_AND_CLIENT = ['4shared-testkit', '4shared-testkit/client'];

test('the types of the fake and the client hold beside what the package installs', async () => {
  expect(await typeErrors(FAKE_AND_CLIENT, 'node16')).toBe('');
});

test.skipIf(!ALL)(`the types of all entries hold beside their peers${HINT}`, async () => {
  expect(await typeErrors(FAKE_AND_CLIENT, 'nodenext')).toBe('');
  for (const name of ['fast-check', 'msw', 'vitest', 'undici'])
    link(installed.folder, `node_modules/${name}`);
  for (const resolution of ['node16', 'nodenext', 'bundler'])
    expect(await typeErrors(ENTRIES, resolution), resolution).toBe('');
});

test('the parts list of a release has what is installed and what is bundled, and nothing else', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/scripts/package/sbom.js'], {
    maxBuffer: 16 * 1024 * 1024,
  });
  const { bomFormat, metadata, components } = JSON.parse(stdout);
  expect([bomFormat, metadata.component.name]).toEqual(['CycloneDX', '4shared-testkit']);
  const names = components.map(({ name }: { readonly name: string }) => name);
  for (const name of ['express', 'fast-check', 'commander']) expect(names).toContain(name);
  for (const name of ['strong-soap', 'vitest', 'typescript']) expect(names).not.toContain(name);
  const lone = new Set(installed.packages.map((path) => path.replace(/^.*node_modules\//, '')));
  expect([...lone].filter((name) => !names.includes(name))).toEqual([]);
});

test('publint finds nothing', async () => {
  const { messages } = await publint({
    pkgDir: join(installed.folder, 'node_modules/4shared-testkit'),
    pack: false,
    strict: true,
    level: 'warning',
  });
  expect(messages).toEqual([]);
});

test.skipIf(!ALL)(`attw finds only what is meant: no CommonJS, no resolution of Node 10${HINT}`, async () => {
  const data = new Uint8Array(readFileSync(installed.tarball));
  const found = await checkPackage(createPackageFromTarballData(data));
  const problems = found.types === false ? ['no types'] : found.problems.map(({ kind }) => kind);
  expect([...new Set(problems)].sort()).toEqual(['CJSResolvesToESM', 'NoResolution']);
});
