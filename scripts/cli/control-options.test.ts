import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { send } from '../../mock-server/control/testing/control-client.js';

const CLI = 'dist/bundle/cli.js';

const started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }
});

/** Starts the command and returns the address of the server. */
async function serve(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const child = spawn(
    process.execPath,
    [CLI, 'serve', '--port', '0', '--json', '--storage', 'memory', ...args],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  started.push(child);
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return JSON.parse(line).url;
}

const health = async (url: string, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
  (await send(url, 'GET', '/_control/health', { headers })).status;

test('the built command serves the control API and its document', async () => {
  const url = await serve([]);
  expect((await send(url, 'GET', '/_control/health')).json).toMatchObject({
    status: 'ok',
    storage: 'memory',
  });
  expect((await send(url, 'GET', '/_control/openapi.json')).json).toMatchObject({ openapi: '3.1.1' });
  expect(await health(url, { host: 'compose:4040' })).toBe(403);
});

test('--no-control', async () => {
  expect(await health(await serve(['--no-control']))).toBe(404);
});

test('--control-token and its environment variable', async () => {
  for (const url of [
    await serve(['--control-token', 'abc']),
    await serve([], { FOURSHARED_CONTROL_TOKEN: 'abc' }),
    await serve(['--control-token', 'abc'], { FOURSHARED_CONTROL_TOKEN: 'other' }),
  ]) {
    expect(await health(url)).toBe(401);
    expect(await health(url, { authorization: 'Bearer abc' })).toBe(200);
  }
});

test('--control-host and --host add names', async () => {
  const url = await serve(['--control-host', 'compose', '--control-host', 'fake.test']);
  expect(await health(url, { host: 'compose:4040' })).toBe(200);
  expect(await health(url, { host: 'FAKE.test' })).toBe(200);
  expect(await health(url, { host: 'other.test' })).toBe(403);
});

test.each([
  [['--control-token', ''], 'It must have 1 to 1000 visible ASCII characters, and no others.'],
  [['--control-host', 'a:80'], 'It must be a name such as fake.example, without a port.'],
])('%j is a mistake', async (args, text) => {
  const err = await new Promise<string>((resolve) => {
    execFile(process.execPath, [CLI, 'serve', '--port', '0', ...args], (_, __, stderr) => resolve(stderr));
  });
  expect(err).toContain(text);
});
