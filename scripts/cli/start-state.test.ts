import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '../../mock-server/control/testing/control-client.js';
import { startFourShared } from '../../mock-server/index.js';
import { CLI } from '../testing/command.js';

let folder: string;
let child: ChildProcess | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-state-'));
});
afterAll(async () => {
  if (child) {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }
  rmSync(folder, { recursive: true });
});

const save = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** An exported snapshot with one account. */
async function snapshotOf(login: string): Promise<string> {
  const fake = await startFourShared({
    storage: 'memory',
    fixture: { accounts: [{ login, password: 'p' }] },
  });
  const { snapshots } = fake.namespace();
  await snapshots.save('s');
  let text = '';
  for await (const piece of await snapshots.export('s')) text += piece;
  await fake.close();
  return text;
}

/** Runs a command to its end. */
const run = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
    execFile(process.execPath, [CLI, ...args], { env: { ...process.env, ...env } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

test('fixture, rules and snapshot at the start, by the environment; health waits for the fake', async () => {
  child = spawn(process.execPath, [CLI, 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      FOURSHARED_PORT: '0',
      FOURSHARED_HOST: '0.0.0.0',
      FOURSHARED_CONTROL_TOKEN: 'abc',
      FOURSHARED_STORAGE: 'memory',
      FOURSHARED_FIXTURE: save('world.yaml', 'accounts: [{login: fixture@x.test, password: p}]'),
      FOURSHARED_RULE: save('rule.yaml', 'on: {kind: call, operation: getFreeSpace}\ndo: [{act: nil}]'),
      FOURSHARED_SNAPSHOT: save('snapshot.json', await snapshotOf('snapshot@x.test')),
    },
  });
  if (!child.stdout) throw new Error('no output');
  const [text] = await once(child.stdout.setEncoding('utf8'), 'data');
  expect(text).toContain('It listens on all addresses (0.0.0.0).');
  expect(text).toContain('account  snapshot@x.test');
  const [url = '', port = ''] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text) ?? [];
  const ask = async (method: string, path: string) =>
    (await send(url, method, path, { headers: { authorization: 'Bearer abc' } })).json;
  const logins = async (prefix: string): Promise<unknown> => ask('GET', `${prefix}/_control/accounts`);
  expect(await logins('')).toMatchObject({ accounts: [{ login: 'snapshot@x.test' }] });
  expect(await logins('/~other')).toMatchObject({ accounts: [{ login: 'fixture@x.test' }] });
  const armed = { rules: [{ rule: { id: 'r1' }, state: 'armed' }] };
  for (const prefix of ['', '/~other']) {
    await ask('DELETE', `${prefix}/_control/rules`);
    expect(await ask('GET', `${prefix}/_control/rules`)).toEqual({ rules: [] });
    await ask('POST', `${prefix}/_control/reset`);
    expect(await ask('GET', `${prefix}/_control/rules`)).toMatchObject(armed);
  }
  await ask('POST', '/_control/snapshots/start/restore');
  expect(await logins('')).toMatchObject({ accounts: [{ login: 'snapshot@x.test' }] });
  const env = { FOURSHARED_PORT: port, FOURSHARED_HOST: '0.0.0.0' };
  expect(await run(['health', '--wait', '10s'], { ...env, FOURSHARED_CONTROL_TOKEN: 'abc' })).toEqual({
    code: 0,
    out: `The fake at ${url} is ready.\n`,
    err: '',
  });
  expect(await run(['health'], env)).toMatchObject({ code: 1, err: expect.stringContaining('status 401') });
});

test('mistakes in the files of variables name file, line, path and variable', async () => {
  const rule = save('bad-rule.yaml', 'on: {kind: call}\ndo: []\n');
  expect(await run(['serve'], { FOURSHARED_PORT: '0', FOURSHARED_RULE: rule })).toEqual({
    code: 1,
    out: '',
    err: `${rule}:2:5: do must have at least one act (FOURSHARED_RULE)\n`,
  });
  const snapshot = save(
    'bad-snapshot.json',
    (await snapshotOf('a@b.c')).replace(/"login":"a@b.c"/, '"login":5'),
  );
  const { code, err } = await run(['serve', '--port', '0', '--snapshot', snapshot], {});
  expect([code, err.slice(0, snapshot.length)]).toEqual([1, snapshot]);
  expect(err.slice(snapshot.length)).toMatch(/^:\d+:\d+: state\.accounts\[0\]\.login must be .*\n$/);
});
