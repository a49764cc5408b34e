import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { IMAGE } from './recipes.js';
import { type Built, buildWithout, ignoredIn, instructionsOf } from './testing/dockerfile.js';

const DOCKERFILE = readFileSync('Dockerfile', 'utf8');
const COMPOSE = parse(readFileSync('compose.yaml', 'utf8'));

let folder: string;
let built: Built;
let container: ChildProcess;
let output = '';
let port = '';

/** The packages of the lock file are installed here, and the same sources are compiled. */
function shortcut(command: string, at: string): boolean {
  if (!/^npm ci(?! --omit)/.test(command)) return false;
  for (const name of ['node_modules', 'dist']) execFileSync('cp', ['-al', name, join(at, name)]);
  return true;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'container-test-'));
  const ignored = ignoredIn(readFileSync('.dockerignore', 'utf8'));
  expect(ignored).toEqual(expect.arrayContaining(['.git', 'node_modules', 'dist']));
  built = buildWithout(DOCKERFILE, ignored, folder, shortcut);
  const [program = '', ...args] = built.command;
  container = spawn(program, args, {
    cwd: built.root,
    env: {
      PATH: process.env['PATH'],
      ...built.env,
      ...COMPOSE.services.fake.environment,
      FOURSHARED_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!container.stdout) throw new Error('no output');
  container.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  while (container.exitCode === null && !output.includes('Press Ctrl-C'))
    await Promise.race([once(container.stdout, 'data'), once(container, 'exit')]);
  port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1] ?? '';
});
afterAll(async () => {
  if (container?.exitCode === null) {
    container.kill('SIGKILL');
    await once(container, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

const env = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], ...built.env, FOURSHARED_PORT: port });

test('the image: small base, not root, a volume for uploads, all addresses, and its port', () => {
  expect(instructionsOf(DOCKERFILE).filter(({ name }) => name === 'FROM')).toEqual([
    { name: 'FROM', rest: expect.stringMatching(/^node:24-alpine AS \w+$/) },
    { name: 'FROM', rest: 'node:24-alpine' },
  ]);
  expect(built).toMatchObject({ user: 'node', volumes: ['/data'], exposed: [String(IMAGE.port)] });
  expect(built.env).toMatchObject({
    FOURSHARED_HOST: '0.0.0.0',
    FOURSHARED_STORAGE_FOLDER: join(built.root, 'data'),
  });
  expect(built.env['FOURSHARED_PORT']).toBe(String(IMAGE.port));
  expect(output).toContain(IMAGE.ready);
  expect(output).toContain('It listens on all addresses (0.0.0.0).');
});

test('it has what runs, and nothing else', () => {
  expect(readdirSync(built.root).sort()).toEqual(['app', 'data']);
  const app = join(built.root, 'app');
  for (const name of [
    'wsdl',
    'scripts/build.mjs',
    'node_modules/typescript',
    'node_modules/vitest',
    'node_modules/rolldown',
  ])
    expect(existsSync(join(app, name)), name).toBe(false);
  expect(existsSync(join(app, 'LICENSE'))).toBe(true);
});

test('its health check passes, and fails when nothing listens', async () => {
  const [program = '', ...args] = built.healthcheck;
  const { stdout } = await promisify(execFile)(program, args, { env: env() });
  expect(stdout).toBe(`The fake at http://127.0.0.1:${port} is ready.\n`);
  await expect(
    promisify(execFile)(program, args, { env: { ...env(), FOURSHARED_PORT: '1' } }),
  ).rejects.toThrow();
});

test('addresses follow the Host header, and the control API answers at the name in compose.yaml', async () => {
  const ask = async (path: string): Promise<string> =>
    (await promisify(execFile)('curl', ['-sS', '-H', 'Host: fake:4040', `http://127.0.0.1:${port}${path}`]))
      .stdout;
  expect(await ask('/jax3/DesktopApp?wsdl')).toContain('location="http://fake:4040/jax3/DesktopApp"');
  expect(await ask('/_control/health')).toContain('"status":"ok"');
});

test('the client of compose.yaml uploads its file, and its bytes are in the volume', async () => {
  const { services } = COMPOSE;
  expect(services.fake.ports).toEqual([`127.0.0.1:${IMAGE.port}:${IMAGE.port}`]);
  expect(services.fake.volumes).toEqual([`uploads:${built.volumes[0]}`]);
  const [mounted, inside] = services.client.volumes[0].split(':');
  const [program, ...args] = services.client.command.map((word: string) =>
    word.replace(inside, mounted).replace(`fake:${IMAGE.port}`, `127.0.0.1:${port}`),
  );
  const { stdout } = await promisify(execFile)(program, args, {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  expect(stdout).toMatch(/upload\.py has the id \d+\n$/);
  expect(readdirSync(join(built.root, 'data'), { recursive: true }).length).toBeGreaterThan(0);
});

test('the signal of docker stop ends it in good order, with nothing left in the volume', async () => {
  const ended = once(container, 'exit');
  container.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(readdirSync(join(built.root, 'data'))).toEqual([]);
});
