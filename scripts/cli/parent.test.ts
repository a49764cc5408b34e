import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CLI } from '../testing/command.js';

const OPTIONS = ['serve', '--port', '0', '--json', '--log', 'off', '--storage', 'memory'];
const SERVE = `"${process.execPath}" "${resolve(CLI)}" ${OPTIONS.join(' ')}`;

/** A package that has the command among its own. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parent-test-'));
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'user', scripts: { fake: SERVE, building: 'node building.mjs' } }),
  );
  writeFileSync(
    join(bin, '4shared-testkit'),
    `#!/bin/sh\nexec "${process.execPath}" "${resolve(CLI)}" "$@"\n`,
  );
  chmodSync(join(bin, '4shared-testkit'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isInstalled = (command: string): boolean =>
  spawnSync(command, command === 'sh' ? ['-c', ':'] : ['--version'], { stdio: 'ignore' }).status === 0;

const started: number[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // ESRCH: there is no such process.
    return false;
  }
}

/** Starts a server through something else. @returns that, and the process of the server */
async function startThrough(
  command: string,
  args: readonly string[],
): Promise<{ parent: ChildProcess; pid: number }> {
  const parent = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const [ready] = await once(parent.stdout, 'data');
  const { pid } = JSON.parse(String(ready));
  started.push(pid);
  return { parent, pid };
}

const WAYS: readonly [name: string, command: string, args: readonly string[]][] = [
  ['a shell', 'sh', ['-c', `${SERVE}; echo done`]],
  ['npm run', 'npm', ['run', '--silent', 'fake']],
  ['npx', 'npx', ['--offline', '--no', '4shared-testkit', ...OPTIONS]],
];

describe.each(WAYS)('a server that was started through %s', (_name, command, args) => {
  test.skipIf(!isInstalled(command)).each(['SIGTERM', 'SIGKILL'] as const)(
    'ends when that ends by %s',
    async (signal) => {
      const { parent, pid } = await startThrough(command, args);
      const ended = once(parent, 'exit');
      parent.kill(signal);
      await ended;
      await expect.poll(() => isAlive(pid)).toBe(false);
    },
  );
});

// What `npm start` does before it is a server takes up to minutes.
test.skipIf(!isInstalled('npm'))('a server ends when npm was killed before there was a server', async () => {
  const go = join(folder, 'go');
  const building = `
    import { existsSync } from 'node:fs';
    console.log('building');
    const look = setInterval(async () => {
      if (!existsSync(${JSON.stringify(go)})) return;
      clearInterval(look);
      process.argv.splice(2, 0, ...${JSON.stringify(OPTIONS)});
      await import(${JSON.stringify(pathToFileURL(resolve(CLI)).href)});
    }, 20);
  `;
  writeFileSync(join(folder, 'building.mjs'), building);
  const parent = spawn('npm', ['run', '--silent', 'building'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(parent.stdout);
  await once(lines, 'line');
  const ended = once(parent, 'exit');
  parent.kill('SIGKILL');
  await ended;
  const ready = once(lines, 'line');
  writeFileSync(go, '');
  const [line] = await ready;
  const { pid } = JSON.parse(String(line));
  started.push(pid);
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('with --keep-running a server goes on without the process that started it', async () => {
  const { parent, pid } = await startThrough('sh', ['-c', `${SERVE} --keep-running; echo done`]);
  const ended = once(parent, 'exit');
  parent.kill('SIGKILL');
  await ended;
  // Another one, started by the same kind of parent a moment later, ends meanwhile.
  const other = await startThrough('sh', ['-c', `${SERVE}; echo done`]);
  other.parent.kill('SIGKILL');
  await expect.poll(() => isAlive(other.pid)).toBe(false);
  expect(isAlive(pid)).toBe(true);
});
