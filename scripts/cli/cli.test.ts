import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { envelope, returned } from '../../mock-server/testing/envelopes.js';
import { begin, CLI, post, stop } from '../testing/command.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('--version prints the version of the package', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, '--version']);
  expect(stdout).toBe(`${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`);
});

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
        port: Number(new URL(ready.url).port),
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
  test('prints the port that it took, also behind a public address', async () => {
    const options = ['serve', '--port', '0', '--public-url', 'https://fake.example/4shared'];
    const scripted = await begin(process.execPath, [CLI, ...options, '--json'], folder);
    const { url, port } = JSON.parse(scripted.output());
    expect(url).toBe('https://fake.example/4shared');
    expect((await fetch(`http://127.0.0.1:${port}/jax3/DesktopApp?wsdl`)).status).toBe(200);
    await stop(scripted.child, 'SIGTERM');
    const shown = await begin(process.execPath, [CLI, ...options], folder);
    const [, shownPort] =
      /ready at https:\/\/fake\.example\/4shared, listening on port (\d+)/.exec(shown.output()) ?? [];
    expect((await fetch(`http://127.0.0.1:${shownPort}/jax3/DesktopApp?wsdl`)).status).toBe(200);
    await stop(shown.child, 'SIGTERM');
  });

  test.each<[host: string, more: readonly string[], warned: boolean]>([
    ['0.0.0.0', [], true],
    ['0.0.0.0', ['--control-token', 'abc'], false],
    ['0.0.0.0', ['--no-control'], false],
    ['127.0.0.1', [], false],
  ])('at %s %j warns about control from other machines: %s', async (host, more, warned) => {
    const { child } = await begin(
      process.execPath,
      [CLI, 'serve', '--port', '0', '--host', host, ...more],
      folder,
    );
    let warnings = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      warnings += text;
    });
    const ended = once(child.stderr, 'close');
    await stop(child, 'SIGTERM');
    await ended;
    expect(warnings.match(/^Warning: .*--control-token.*\n/gm) ?? []).toHaveLength(warned ? 1 : 0);
  });

  test('prints on one screen the descriptions, an account and a curl command that works', async () => {
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
    expect(output().split('Press Ctrl-C to stop.')[1]).not.toContain('secret');
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

test('a ready-made fixture is found by its name, its tags are read, and its photos scaled in a thread', async () => {
  const args = [CLI, 'serve', '--port', '0', '--json', '--log', 'off', '--fixture', 'realistic'];
  const { child, output } = await begin(process.execPath, args, folder);
  const { url, account } = JSON.parse(output());
  const ask = async (operation: string, ...rest: readonly (string | number)[]) =>
    post(`${url}/jax3/DesktopApp`, envelope(operation, account.login, account.password, ...rest));
  const items = await ask('getAllItems');
  const idOf = (name: string): string =>
    new RegExp(`<id>(\\d+)</id><md5>\\w+</md5><name>${name}`).exec(items)?.[1] ?? '';
  const linkOf = async (name: string) => returned(await ask('getFileDownloadLink', idOf(name)));
  // Uses the compiled modules, because a test runner resolves imports that Node does not.
  expect(await ask('getExifFileInfo', await linkOf('IMG_2210.jpg'))).toContain('<empty>false</empty>');
  expect(await ask('getMp3FileInfo', await linkOf('Canção antiga.mp3'))).toContain('<genre>Jazz</genre>');
  const photo = idOf('IMG_2210.jpg');
  const preview = await fetch(returned(await ask('getSmallImageLink', photo, 60)));
  expect(preview.headers.get('x-4shared-testkit-preview')).toBe('scaled');
  const bytes = Buffer.from(await preview.arrayBuffer());
  // The frame header of the picture, sequential or progressive (T.81, B.1.1.3).
  const frame = Math.max(...[0xc0, 0xc2].map((kind) => bytes.indexOf(Buffer.from([0xff, kind]))));
  expect([bytes.readUInt16BE(frame + 7), bytes.readUInt16BE(frame + 5)]).toEqual([60, 45]);
  expect(await stop(child, 'SIGTERM')).toBe(0);
});
