import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AdapterError, type ClientOutcome } from './client-under-test.js';
import { execClient } from './exec-client.js';
import type { ExecOptions } from './options.js';

const UPLOADER = `'${process.execPath}' '${fileURLToPath(new URL('testing/uploader.mjs', import.meta.url))}'`;
const TARGET = { wsdl: 'http://w/?wsdl', soap: 'http://s/', login: 'a@b.test', password: `p 'x" $y` };
const PATIENT = 60_000;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exec-test-'));
  vi.stubEnv('TMPDIR', folder);
  file = join(folder, '1');
  await writeFile(file, 'bytes');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

interface Wish extends ExecOptions {
  readonly name?: string;
  readonly dirId?: string;
  readonly ms?: number;
}

async function run(
  template: string,
  { name = 'ü <&> "q".bin', dirId = '-1', ms = PATIENT, ...options }: Wish = {},
) {
  const client = execClient(template, options);
  const session = await client.open(TARGET);
  const said = await session.call('upload', { file, name, dirId }, ms);
  return { client, session, said };
}

const messageOf = (said: ClientOutcome): string => (said.kind === 'error' ? said.error.message : said.kind);

test('the command gets what its places ask for', async () => {
  const { said } = await run(
    `${UPLOADER} tells {wsdl} {soap} {login} {password} {file} --name={name} {dirId}`,
    {
      dirId: '9007199254740993',
    },
  );
  expect(JSON.parse(messageOf(said))).toEqual([
    TARGET.wsdl,
    TARGET.soap,
    TARGET.login,
    TARGET.password,
    file,
    '--name=ü <&> "q".bin',
    '9007199254740993',
  ]);
});

test('without {name} the file is named as it is to be, and the folder for it is gone afterwards', async () => {
  const { said } = await run(`${UPLOADER} names {file}`);
  expect(JSON.parse(messageOf(said))).toEqual({ name: 'ü <&> "q".bin', text: 'bytes' });
  expect(await readdir(folder)).toEqual(['1']);
});

describe('what it cannot be asked for is unsupported', () => {
  test.each([
    ['a folder, without {dirId}', '{file}', { dirId: '17' }],
    ['a name with a slash, without {name}', '{file}', { name: 'a/b' }],
    ['a name too long for a file, without {name}', '{file}', { name: 'ü'.repeat(128) }],
    ['no name, without {name}', '{file}', { name: '' }],
    ['a name with NUL', '{file} {name}', { name: 'a\0b' }],
    ['a name that is no text', '{file} {name}', { name: '\uD800' }],
  ])('%s', async (_, places, wish) => {
    expect((await run(`${UPLOADER} fails ${places}`, wish)).said).toEqual({ kind: 'unsupported' });
  });

  test('other operations', async () => {
    const { session } = await run(`${UPLOADER} well {file}`);
    expect(await session.call('space', {}, PATIENT)).toEqual({ kind: 'unsupported' });
  });

  test('which is said beforehand', async () => {
    expect(await execClient(`${UPLOADER} well {file}`, { name: 'mine', concurrency: 2 }).start()).toEqual({
      name: 'mine',
      operations: ['upload'],
      concurrency: 2,
      rootOnly: true,
    });
    expect(await execClient('./up.sh {file} {dirId}').start()).toMatchObject({
      name: 'up.sh',
      rootOnly: false,
    });
  });
});

describe('how it ends is the answer', () => {
  const lines = (from: number, to: number): string =>
    Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`).join('\n');
  test.each([
    ['well', { kind: 'ok', result: {} }],
    ['fails', { kind: 'error', error: { kind: 'exit 3', message: lines(3, 12) } }],
    ['fails like a shell', { kind: 'crashed', how: 'It ended with exit code 139.' }],
    ['killed', { kind: 'crashed', how: 'It was ended by SIGKILL.' }],
    ['reads', { kind: 'error', error: { kind: 'exit 7', message: '' } }],
  ])('%s', async (how, expected) => {
    expect((await run(`${UPLOADER} '${how}' {file}`)).said).toEqual(expected);
  });

  test('what it wrote is kept for the report', async () => {
    const { client } = await run(`${UPLOADER} fails {file}`);
    expect(client.notes()).toBe(`${lines(1, 12)}\nto be ignored\n`);
  });

  test('one that takes too long is killed, with all that it started', async () => {
    // The shell goes on SIGTERM, what it waits for does not.
    const shell = `sh -c '"$@"; exit 0' sh`;
    const { client, said } = await run(`${shell} ${UPLOADER} hangs {file}`, { ms: 1500, graceMs: 30 });
    expect(said).toEqual({ kind: 'timed-out', afterMs: 1500 });
    const pid = Number(client.notes());
    const isAlive = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    if (pid > 0) await expect.poll(isAlive, { timeout: PATIENT }).toBe(false);
    expect(await readdir(folder)).toEqual(['1']);
  });
});

test('a program that does not exist', async () => {
  await expect(run('no-such-program {file}')).rejects.toThrow(
    new AdapterError(
      'There is no program "no-such-program". Give a path, such as ./my-client, or a name that is on the PATH; the command is not read by a shell.',
    ),
  );
  expect(await readdir(folder)).toEqual(['1']);
});

test('a command that cannot be read', async () => {
  await expect(execClient('up {fil}').start()).rejects.toThrow(/^The command has \{fil\}, which is unknown/);
});
