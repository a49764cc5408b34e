import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOOLKITS } from '../conformance/clients/toolkits.js';
import { type FourSharedFake, startFourShared } from '../mock-server/index.js';
import { runHere } from './testing/in-process.js';

// Every command of the README runs here or in CI.

const readme = readFileSync('README.md', 'utf8');

const JAXWS = '/usr/share/java/jaxws-rt.jar';

let fake: FourSharedFake;
let folder: string;

beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory' });
  folder = mkdtempSync(join(tmpdir(), 'readme-test-'));
});
afterAll(async () => {
  await fake.close();
  rmSync(folder, { recursive: true });
});

/** The code blocks of a language, with the address of the test's server. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , code = '']) => code.replaceAll('http://127.0.0.1:4040', fake.url));

/** Runs a program while the server in this process serves it. */
async function run(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder });
  return stdout.trim();
}

const save = (name: string, code: string | undefined): string => {
  const path = join(folder, name);
  writeFileSync(path, code ?? '');
  return path;
};

function missing(name: string): string | undefined {
  const toolkit = TOOLKITS.find((each) => each.name === name);
  const [program = '', ...args] = toolkit?.probe ?? [];
  return spawnSync(program, args).status === 0 ? undefined : `skipped: install ${toolkit?.packages}`;
}

const php = missing('PHP SoapClient');
const zeep = missing('Python zeep');
const java = missing('JAX-WS RI');

const BYTES = '16106127234';

test.skipIf(php)(`PHP ${php ?? ''}`, async () => {
  expect(await run('php', save('first.php', blocks('php')[0]))).toBe(BYTES);
});

test.skipIf(zeep)(`Python ${zeep ?? ''}`, async () => {
  expect(await run('/usr/bin/python3', save('first.py', blocks('python')[0]))).toBe(BYTES);
});

test.skipIf(java)(`Java ${java ?? ''}`, async () => {
  const [line = ''] = /wsimport -keep [^`]*/.exec(readme) ?? [];
  const [program = '', ...args] = line.replace('http://127.0.0.1:4040', fake.url).split(' ');
  await run(program, '-quiet', ...args);
  const source = save('Quickstart.java', blocks('java')[0]);
  await run('javac', '-cp', `${folder}:${JAXWS}`, '-d', folder, source);
  expect(await run('java', '-cp', `${folder}:${JAXWS}`, 'Quickstart')).toBe(BYTES);
});

test('TypeScript: strong-soap, the server in a test, and msw', async () => {
  const [client, inTest, behindMsw] = blocks('ts');
  for (const [name, code, output] of [
    ['readme-client.mjs', client, BYTES],
    ['readme-library.mjs', inTest, /^http:\/\/127\.0\.0\.1:\d+\/jax3\/DesktopApp\?wsdl$/],
    ['readme-msw.mjs', behindMsw, /^200 user@example\.com$/],
  ] as const) {
    // In the package, where Node resolves its name and its dependencies.
    const path = resolve('dist', name);
    writeFileSync(path, code ?? '');
    const printed = await run(process.execPath, path);
    rmSync(path);
    expect(printed).toMatch(output);
  }
});

test('TypeScript: the typed client', async () => {
  const path = resolve('dist', 'readme-own-client.mjs');
  writeFileSync(path, blocks('ts').find((code) => code.includes('4shared-testkit/client')) ?? '');
  save('holiday.txt', 'sun and sand');
  const printed = await run(process.execPath, path).finally(() => rmSync(path));
  expect(printed.split('\n')).toEqual(['0 of 12 bytes', '12 of 12 bytes', 'true']);
  expect(readFileSync(join(folder, 'copy.txt'), 'utf8')).toBe('sun and sand');
});

test('curl: rules, clock and journal of a namespace', async () => {
  const [commands = ''] = blocks('bash');
  const answers = (await run('bash', '-ec', commands)).split('\n').map((line) => JSON.parse(line));
  expect(answers).toMatchObject([
    { rules: [{ state: 'armed' }] },
    { isFrozen: true },
    { ok: true, findings: [] },
  ]);
  const { rules, clock } = fake.namespace('my-test');
  expect(rules.list()).toHaveLength(1);
  expect(clock.now()).toBe(Date.parse('2026-01-31T12:00:00Z'));
});

const SERVER_COMMAND = (url: string): string =>
  `npx 4shared-testkit conformance-server --wsdl ${url}/jax3/DesktopApp?wsdl --login user@example.com --password secret`;

test('the server suite finds that the fake conforms', async () => {
  const [, ...args] = SERVER_COMMAND(fake.url).split(' ');
  const { out } = await runHere(folder, ...args.slice(1), '--only', 'SV-20', '--runs', '1');
  expect(out).toMatch(/^conforming$/m);
});

test('the shell commands are those that CI and the test of the command line run', () => {
  const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));
  expect(commands).toEqual([
    'npm start',
    'npm test',
    'npm start --silent -- --port 0 --json',
    'npx 4shared-testkit conformance -- ./my-client',
    SERVER_COMMAND(fake.url),
  ]);
  expect(readFileSync('scripts/cli/conformance/conformance.test.ts', 'utf8')).toContain(
    "runHere(folder, 'conformance', ...args)",
  );
  expect(readFileSync('scripts/cli/conformance/conformance-server.test.ts', 'utf8')).toContain(
    "[CLI, 'conformance-server', ...args]",
  );
  expect(readFileSync('.ci/run', 'utf8')).toMatch(/^npm test$/m);
  expect(readFileSync('scripts/cli/cli.test.ts', 'utf8')).toContain(
    "'start', '--silent', '--', '--port', '0', '--json'",
  );
});
