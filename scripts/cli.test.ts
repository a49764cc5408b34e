import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EDGE_ACCOUNTS } from '../fixtures/edge-accounts.js';
import { envelope, returned } from '../fixtures/envelopes.js';
import { readRule } from '../mock-server/edge-cases/rule-schema.js';

const CLI = 'dist/scripts/cli.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

/** Starts something that prints a line when ready, with a temporary folder of its own. */
async function begin(command: string, args: readonly string[], temp: string) {
  const child = spawn(command, args, {
    env: { ...process.env, TMPDIR: temp },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return { child, output: () => out };
}

/** SIGINT goes to the whole process group, as Ctrl-C in a terminal does; SIGTERM to the one process. */
async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  if (signal === 'SIGINT' && child.pid) process.kill(-child.pid, signal);
  else child.kill(signal);
  const [code] = await exited;
  return code;
}

const post = async (url: string, body: string): Promise<string> =>
  (await fetch(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })).text();

describe('npm start', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one JSON line for scripts; %s ends it with nothing left',
    async (signal) => {
      const temp = mkdtempSync(join(folder, 'tmp-'));
      const args = ['start', '--silent', '--', '--port', '0', '--json', '--log', 'off'];
      const { child, output } = await begin('npm', args, temp);
      const ready = JSON.parse(output());
      expect(output().trim().split('\n')).toHaveLength(1);
      expect(ready).toEqual({
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        wsdl: { jax2: `${ready.url}/jax2/DesktopApp?wsdl`, jax3: `${ready.url}/jax3/DesktopApp?wsdl` },
        account: { login: 'user@example.com', password: 'secret' },
        pid: expect.any(Number),
      });
      const endpoint = `${ready.url}/jax3/DesktopApp`;
      const { login, password } = ready.account;
      const key = returned(await post(endpoint, envelope('createUploadSessionKey', login, password, -1)));
      const id = returned(await post(endpoint, envelope('uploadStartFile', login, password, -1, 'a.txt', 5)));
      const form = new FormData();
      form.set('resumableFileId', id);
      form.set('resumableFirstByte', '0');
      form.set('FilePart', new Blob(['hello']), 'a.txt');
      await (await fetch(`${ready.url}/main/upload.jsp?sId=${key}`, { method: 'POST', body: form })).text();
      expect(
        returned(
          await post(
            endpoint,
            envelope('uploadFinishFile', login, password, id, '5d41402abc4b2a76b9719d911017c592'),
          ),
        ),
      ).toBe('');
      expect(readdirSync(temp).filter((name) => name.startsWith('4shared'))).toHaveLength(1);
      await stop(child, signal);
      await expect.poll(() => readdirSync(temp), { timeout: 60_000 }).toEqual([]);
      await expect(post(endpoint, '')).rejects.toThrow();
    },
  );
});

describe('serve', () => {
  test('shows within a screen the descriptions, an account and a curl line that works when pasted', async () => {
    const { child, output } = await begin(process.execPath, [CLI, 'serve', '--port', '0'], folder);
    const text = output();
    expect(text.split('\n').length).toBeLessThan(24);
    expect(text).toMatch(/jax3 +http:\/\/127\.0\.0\.1:\d+\/jax3\/DesktopApp\?wsdl/);
    expect(text).toMatch(/jax2 +http:\/\/127\.0\.0\.1:\d+\/jax2\/DesktopApp\?wsdl/);
    const line = text.split('\n').find((each) => each.trim().startsWith('curl ')) ?? '';
    const reply = await new Promise<string>((resolve) =>
      execFile('sh', ['-c', line], (_error, out) => resolve(out)),
    );
    expect(BigInt(returned(reply))).toBeGreaterThan(0n);
    await expect
      .poll(output, { timeout: 60_000 })
      .toMatch(/getFreeSpace {2}user@example.com {2}\d+ {2}[\d.]+ ms/);
    expect(await stop(child, 'SIGTERM')).toBe(0);
    expect(output().split('Ctrl-C ends it.')[1]).not.toContain('secret');
  });

  test('takes a fixture, assumptions and a public URL', async () => {
    const file = join(folder, 'world.yaml');
    writeFileSync(file, 'accounts:\n  - {login: me@x.test, password: p, quota: 9007199254740993}\n');
    const args = [
      CLI,
      'serve',
      '--port',
      '0',
      '--json',
      '--fixture',
      file,
      '--public-url',
      'http://fake.test/x/',
    ];
    const { child, output } = await begin(process.execPath, args, folder);
    const ready = JSON.parse(output());
    expect(ready).toMatchObject({
      url: 'http://fake.test/x',
      account: { login: 'me@x.test', password: 'p' },
    });
    expect(await stop(child, 'SIGTERM')).toBe(0);
  });
});

test('a ready-made fixture is found by its name, its tags are read, and its photos made small in a thread', async () => {
  const args = [CLI, 'serve', '--port', '0', '--json', '--log', 'off', '--fixture', 'realistic'];
  const { child, output } = await begin(process.execPath, args, folder);
  const { url, account } = JSON.parse(output());
  const ask = async (operation: string, ...rest: readonly (string | number)[]) =>
    post(`${url}/jax3/DesktopApp`, envelope(operation, account.login, account.password, ...rest));
  const items = await ask('getAllItems');
  const idOf = (name: string): string =>
    new RegExp(`<id>(\\d+)</id><md5>\\w+</md5><name>${name}`).exec(items)?.[1] ?? '';
  const linkOf = async (name: string) => returned(await ask('getFileDownloadLink', idOf(name)));
  // Through the compiled modules: a test runner forgives imports that Node does not.
  expect(await ask('getExifFileInfo', await linkOf('IMG_2210.jpg'))).toContain('<empty>false</empty>');
  expect(await ask('getMp3FileInfo', await linkOf('Canção antiga.mp3'))).toContain('<genre>Jazz</genre>');
  const photo = idOf('IMG_2210.jpg');
  const preview = await fetch(returned(await ask('getSmallImageLink', photo, 60)));
  expect(preview.headers.get('x-4shared-testkit-preview')).toBe('scaled');
  const bytes = Buffer.from(await preview.arrayBuffer());
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  expect([bytes.readUInt16BE(frame + 7), bytes.readUInt16BE(frame + 5)]).toEqual([60, 45]);
  expect(await stop(child, 'SIGTERM')).toBe(0);
});

test('the package has the ready-made fixtures and their files, and not what makes them', async () => {
  const listed = await new Promise<string>((resolve) =>
    execFile('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], (_error, out) => resolve(out)),
  );
  const paths = Object.values<{ files: { path: string }[] }>(JSON.parse(listed)).flatMap(({ files }) =>
    files.map(({ path }) => path),
  );
  for (const name of ['realistic.yaml', ...readdirSync('fixtures/media').map((file) => `media/${file}`)])
    expect(paths).toContain(`dist/fixtures/${name}`);
  expect(paths).toContain('dist/mock-server/media/scale-worker.js');
  expect(paths).toContain('dist/mock-server/edge-cases/rule.schema.json');
  expect(paths.filter((path) => path.startsWith('dist/scripts/media'))).toEqual([]);
});

describe('edge-cases', () => {
  test('lists every edge account with what it does', async () => {
    const { code, out } = await run('edge-cases');
    expect(code).toBe(0);
    for (const { name } of EDGE_ACCOUNTS) expect(out).toMatch(new RegExp(`^  ${name} +[A-Z]`, 'm'));
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(120);
  });

  test('--json has the rules, with 64-bit numbers as texts', async () => {
    const { out } = await run('edge-cases', '--json');
    const listed = JSON.parse(out);
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(EDGE_ACCOUNTS.map(({ name }) => name));
    for (const { rules } of listed) for (const rule of rules) expect(() => readRule(rule)).not.toThrow();
    expect(listed.find(({ name }: { name: string }) => name === 'huge-file-id').settings).toEqual({
      nextFileId: '9007199254740993',
      anyPassword: true,
    });
    expect(listed.find(({ name }: { name: string }) => name === 'wrong-password').settings).toBeNull();
  });

  test('shows one in full, for a file of a size if there is one behind the plus', async () => {
    const { out } = await run('edge-cases', 'truncated-download+5000');
    expect(out).toContain('truncated-download (downloads)');
    expect(out).toMatch(/Log in as +truncated-download\+5000@edge\.test, with any password/);
    expect(out).toContain('"afterBytes": "2500"');
    const { login, rules } = JSON.parse((await run('edge-cases', 'zero-datacenter', '--json')).out);
    expect(login).toBe('zero-datacenter@edge.test');
    expect(rules).toEqual([
      {
        id: 'edge:zero-datacenter',
        on: { kind: 'call', function: 'getNewFileDataCenter', account: 'zero-datacenter@edge.test' },
        do: [{ act: 'return', value: '0' }],
      },
    ]);
  });
});

describe('mistakes get one clear sentence and exit code 1', () => {
  test.each([
    ['an unknown flag', ['serve', '--prot', '1'], "error: unknown option '--prot'\n(Did you mean --port?)\n"],
    ['an unknown command', ['server'], "error: unknown command 'server'\n(Did you mean serve?)\n"],
    [
      'an edge account that there is not',
      ['edge-cases', 'zero-datacentre'],
      "error: unknown edge account 'zero-datacentre'\n(Did you mean zero-datacenter?)\n",
    ],
    [
      'a port that is none',
      ['serve', '--port', 'x'],
      "error: option '--port <number>' argument 'x' is invalid. It must be a whole number from 0 to 65535.\n",
    ],
    [
      'a public URL that is none',
      ['serve', '--public-url', 'fake.test'],
      "error: option '--public-url <url>' argument 'fake.test' is invalid. It must begin with http:// or https:// and have no query, such as https://fake.example/4shared.\n",
    ],
    [
      'a log format that is none',
      ['serve', '--log', 'xml'],
      "error: option '--log <format>' argument 'xml' is invalid. Allowed choices are pretty, json, off.\n",
    ],
  ])('%s', async (_mistake, args, message) => {
    expect(await run(...args)).toEqual({ code: 1, out: '', err: message });
  });

  test('a port in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, err } = await run('serve', '--port', String(port));
    taken.close();
    expect({ code, err }).toEqual({
      code: 1,
      err: `Port ${port} of 127.0.0.1 is in use. Choose another with --port, or --port 0 for any free one.\n`,
    });
  });

  test('an address of another machine', async () => {
    const { code, err } = await run('serve', '--port', '0', '--host', '192.0.2.1');
    expect({ code, err }).toEqual({
      code: 1,
      err: '192.0.2.1 is no address of this machine. Choose one with --host, such as 127.0.0.1.\n',
    });
  });

  test('a fixture that is missing, broken or contradicts itself', async () => {
    const file = join(folder, 'bad.yaml');
    const missing = await run('serve', '--fixture', join(folder, 'none.yaml'));
    const misspelt = await run('serve', '--fixture', 'realistc');
    expect(misspelt.err).toMatch(
      /^The fixture realistc could not be read: ENOENT.*; the ready-made ones are realistic\n$/,
    );
    expect(missing.err).toMatch(/^The fixture .*none\.yaml could not be read: ENOENT.*\n$/);
    writeFileSync(file, 'accounts:\n  - login: a\n    password: 5\n');
    const broken = await run('serve', '--fixture', file);
    expect(broken.err).toBe(`${file}:3:15: accounts[0].password must be a text\n`);
    writeFileSync(file, 'accounts:\n  - {login: a, password: b}\n  - {login: A, password: b}\n');
    const twice = await run('serve', '--fixture', file);
    expect(twice.err).toMatch(/bad\.yaml:3:\d+: accounts\[1\]\.login .+\n$/);
    expect([missing.code, broken.code, twice.code]).toEqual([1, 1, 1]);
  });

  test('a folder that cannot be written to', async () => {
    const { code, out, err } = await run(
      'serve',
      '--port',
      '0',
      '--storage-folder',
      join(folder, 'none/at/all'),
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain(join(folder, 'none/at/all'));
  });

  test('an assumption that does not exist', async () => {
    const { code, err } = await run('serve', '--port', '0', '--assume', 'gravity=off');
    expect(code).toBe(1);
    expect(err).toMatch(/gravity/);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

test('--help tells every option and an example', async () => {
  const { out } = await run('serve', '--help');
  for (const option of [
    '--port',
    '--host',
    '--public-url',
    '--trust-proxy',
    '--fixture',
    '--lenient',
    '--log',
    '--json',
  ])
    expect(out).toContain(option);
  expect(out).toContain('$ 4shared-testkit serve --port 0 --json');
});
